/** What a product is: its definition, its form, its sizes, its contract with other products, and its template. */
export { type Answers, pairwiseAnswers } from './answers';
export { CidrDivision, privateBlockConstraint, privateBlockPattern } from './cidr';
export * from './contract';
export * from './define-product';
export * from './environment-types';
export { type Exception, judge, type Verdict } from './exceptions';
export { inlineCode } from './inline-code';
export { type LaunchRoleStatement, launchArn } from './launch-role';
export { Optional, type OptionalProps } from './optional';
export { BY_TYPE, byType, environmentParameters, type ParameterDefinition, type ParameterGroups } from './parameters';
export { type ParametersOf, ProductStack } from './product-stack';
export { withReference } from './reference';
export { renderProduct, type SynthesizedProduct, synthesizeProduct } from './render';
export { stackSuffix, uniqueName } from './unique-name';
export { validateProduct } from './validation';
