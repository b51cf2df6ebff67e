/** Comparison of two templates: effects on those who run the first, and the bump that the second needs. */
export { type CompareOptions, compareTemplates } from './compare';
export { compareUpdate, type UpdatePlace, type UpdateSide } from './compare-update';
export {
  type ChangeEffect,
  type Comparison,
  compareBumps,
  largestBump,
  type TemplateChange,
} from './comparison';
export { compareProductVersions } from './product';
export { ENVIRONMENT_TYPE } from './scenarios';
