import type { Sizes } from '../../catalog/product';
import { sharedSizes, watchedSizes } from '../shared/sizes';

/** Sizes of the network by environment type. */
export const networkSizes = {
  /**
   * Availability zones that what costs money runs in. The network itself spans all its zones in every type.
   * Text, since conditions compare it.
   */
  zones: { title: 'Zones that what costs money runs in', dev: '2', test: '2', staging: '3', prod: '3' },
  natGateways: { title: 'NAT gateways', dev: '1', test: '1', staging: 'per-zone', prod: 'per-zone' },
  interfaceEndpoints: watchedSizes.interfaceEndpoints,
  logRetentionDays: sharedSizes.logRetentionDays,
} as const satisfies Sizes;
