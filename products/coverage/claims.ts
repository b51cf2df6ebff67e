import { appClaims } from '../app/claims';
import { dataClaims } from '../data/claims';
import { deliveryClaims } from '../delivery/claims';
import { environmentClaims } from '../environment/claims';
import { networkClaims } from '../network/claims';
import { observabilityClaims } from '../observability/claims';
import { searchClaims } from '../search/claims';
import type { Claims } from './platform';

/** What each product of the registry provides of the platform, by the product's id. */
export const claims: Readonly<Record<string, Claims>> = {
  network: networkClaims,
  data: dataClaims,
  app: appClaims,
  search: searchClaims,
  observability: observabilityClaims,
  delivery: deliveryClaims,
  environment: environmentClaims,
};
