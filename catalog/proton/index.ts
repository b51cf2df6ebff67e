/** Proton's template bundles: products written as bundles, and bundles read as products. */
export { type Bundle, type BundleFile, bundleQuotas, type CompatibleEnvironment, type TemplateKind } from './bundle';
export { bundleProblems } from './bundle-problems';
export { type ImportedBundle, type ImportedParameter, type ImportOptions, importBundle } from './import/import-bundle';
export type { Refusal } from './import/refusal';
export {
  type BundleSource,
  protonTemplateName,
  renderBundle,
} from './render-bundle';
export {
  readSpecs,
  type SpecEntry,
  type SpecOptions,
  type SpecProblem,
  type SpecReading,
  type SpecTarget,
} from './spec';
