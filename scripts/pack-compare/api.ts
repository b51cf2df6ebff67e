/** Comparison of two CloudFormation templates, for programs. */
export { type CompareOptions, compareTemplates } from '../../catalog/comparison/compare';
export type { ChangeEffect, Comparison, TemplateChange } from '../../catalog/comparison/comparison';
export type { Answers } from '../../catalog/comparison/scenarios';
export { CatalogError } from '../../catalog/errors';
export { parseTemplate } from '../../catalog/template/parse';
export { TemplateError } from '../../catalog/template/template-error';
export type { Template } from '../../catalog/template/types';
