import { type BundleFile, bundleProblems } from '../../../catalog/proton';
import { bundleFiles } from './import/bundles';

const good = bundleFiles({ kind: 'environment', inputs: { a: { type: 'string' } }, template: 'Resources: {}\n' });
const changed = (path: string, text: string | undefined): BundleFile[] =>
  good.flatMap((file) => (file.path !== path ? [file] : text === undefined ? [] : [{ path, text }]));

it('finds nothing wrong with a bundle', () => {
  expect(bundleProblems(good, 'environment')).toEqual([]);
});

it.each([
  ['no schema', 'schema/schema.yaml', undefined, 'schema/schema.yaml is missing'],
  ['no manifest', 'infrastructure/manifest.yaml', undefined, 'manifest.yaml is missing'],
  ['no template', 'infrastructure/cloudformation.yaml', undefined, 'names cloudformation.yaml, which is missing'],
  ['an empty manifest', 'infrastructure/manifest.yaml', 'infrastructure: {}', 'lists no templates'],
  ['a schema without a format', 'schema/schema.yaml', 'schema: {}', 'format.openapi must be "3.0.0"'],
  ['a schema of something else', 'schema/schema.yaml', '[]', 'has no schema'],
  ['a schema too large', 'schema/schema.yaml', `schema: {} #${'x'.repeat(50_000)}`, 'more than the 50000'],
])('finds %s', (_, path, text, problem) => {
  expect(bundleProblems(changed(path, text), 'environment').join('; ')).toContain(problem);
});

it('finds that a bundle is of the other kind', () => {
  expect(bundleProblems(good, 'service')).toContainEqual(
    expect.stringContaining('instance_infrastructure/manifest.yaml'),
  );
});
