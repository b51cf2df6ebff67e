/**
 * Cost of evaluated templates in a month: charges of resource types, prices with their sources, usage, and what comes of
 * them. Nothing here has effects, and nothing asks AWS.
 */

export * from './difference';
export * from './estimate';
export { evaluateForCost } from './evaluate-for-cost';
export { FREE_TIERS } from './free-tiers';
export * from './price-book';
export * from './priced-items';
export { costRows } from './rows';
export * from './usage';
