/**
 * AWS's template validator, `@aws/cloudformation-validate`: schemas and lint rules, offline. It stands apart from
 * `catalog/template`, since it is nine megabytes of WebAssembly that whoever reads or compares templates does without.
 */
export { knownSchemaProblems, loadSchemas, type SchemaProblem, schemaProblems } from './schema-problems';
export { type Finding, type ValidateOptions, validateTemplate } from './validate-template';
