/**
 * Product: its definition, its form, its sizes, its contract with other products, and its template.
 *
 * Code that checks and documents products (`answers`, `exceptions`, `validation`, `reference`) is imported from its
 * own file: it loads AWS's validator and database, which whoever only defines or renders a product shouldn't wait for.
 */
export { CidrDivision, privateBlockConstraint, privateBlockPattern } from './cidr';
export * from './contract';
export * from './define-product';
export * from './environment-types';
export type { Exception } from './exceptions';
export { bundledCode, inlineCode } from './inline-code';
export { keepOnceLaunched } from './keep-once-launched';
export * from './launch-role';
export { Optional, type OptionalProps } from './optional';
export {
  BY_TYPE,
  byType,
  environmentParameters,
  formLayout,
  formParameters,
  type ParameterDefinition,
  type ParameterGroups,
} from './parameters';
export { type ParametersOf, ProductStack } from './product-stack';
export { renderProduct, type SynthesizedProduct, synthesizeProduct } from './render';
export { addRule, given } from './rule';
export type { Size, Sizes } from './sizes';
export { stackSuffix, uniqueName } from './unique-name';
