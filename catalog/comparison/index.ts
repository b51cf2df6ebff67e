/** What going from one template to another does to those who run the first, and the bump that it needs. */
export { type CompareOptions, compareTemplates } from './compare';
export {
  type ChangeEffect,
  type Comparison,
  compareBumps,
  largestBump,
  type TemplateChange,
} from './comparison';
export { compareProductVersions } from './product';
export { ENVIRONMENT_TYPE } from './scenarios';
