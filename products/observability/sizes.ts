import type { Sizes } from '../../catalog/product';
import { watchedSizes } from '../shared/sizes';

/** Sizes of the observability tier by environment type: what there is to watch. */
export const observabilitySizes = {
  interfaceEndpoints: watchedSizes.interfaceEndpoints,
  typesenseNodes: watchedSizes.typesenseNodes,
  /** staging and prod have a domain, since they serve over TLS only. */
  certificate: { title: 'Certificate is watched', dev: 'no', test: 'no', staging: 'yes', prod: 'yes' },
  /** An account has 25 groups of traces, which nobody can raise: https://docs.aws.amazon.com/general/latest/gr/xray.html */
  traceGroups: { title: 'Groups of failed and of slow traces', dev: 'no', test: 'no', staging: 'yes', prod: 'yes' },
} as const satisfies Sizes;
