import { defineContract } from '../../catalog/product';

/**
 * An environment offers nothing of its own to other products: what they read, its tiers export. Its outputs are for
 * people.
 */
export const environmentContract = defineContract('environment', {});
