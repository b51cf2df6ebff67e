import type { Product } from '../catalog/product';
import { app } from './app/product';
import { data } from './data/product';
import { delivery } from './delivery/product';
import { environment } from './environment/product';
import { network } from './network/product';
import { observability } from './observability/product';
import { publishing } from './publishing/product';
import { search } from './search/product';

/** The registry: everything that the catalog offers, in the order in which an environment's tiers are launched. */
export const products: readonly Product[] = [
  network,
  data,
  app,
  search,
  observability,
  delivery,
  publishing,
  environment,
];
