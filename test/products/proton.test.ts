import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSpecs, renderBundle } from '../../catalog/proton';
import { loadReleases } from '../../catalog/release';
import {
  evaluateTemplate,
  parseTemplate,
  pseudoParameters,
  resolveParameters,
  ruleProblems,
} from '../../catalog/template';
import { bundleSource } from '../../operations/project/bundle-source';
import { products } from '../../products';
import { fileOf, inputsOf, renderJinja, specInputs } from '../catalog/proton/render-jinja';

const pseudo = pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'one' });

const releases = products.flatMap((product) =>
  loadReleases(join(__dirname, '../../products', product.id)).map(({ version, file }) => {
    const template = parseTemplate(readFileSync(file, 'utf8'));
    return { product, version, template };
  }),
);

describe.each(releases)('$product.id $version as a Proton bundle', ({ product, version, template }) => {
  const bundle = renderBundle(bundleSource(product, version, template, () => 1));

  it.each(['dev', 'test', 'staging', 'prod'])('gives what the product gives in %s', (type) => {
    const spec = specInputs(bundle, type);
    expect(spec.EnvironmentType).toBe(type);
    const answers = Object.fromEntries(Object.entries(spec).map(([name, value]) => [name, String(value)]));
    const parameters = resolveParameters(template, answers);
    expect(ruleProblems(template.Rules ?? {}, { template, parameters, pseudo })).toEqual([]);

    const rendered = parseTemplate(renderJinja(bundle, inputsOf(bundle, spec)));
    expect(rendered).not.toHaveProperty('Parameters');
    const asBundle = evaluateTemplate(rendered, { parameters: {}, pseudo });
    const asProduct = evaluateTemplate(template, { parameters, pseudo });
    expect(asBundle.conditions).toEqual(asProduct.conditions);
    expect(asBundle.resources).toEqual(asProduct.resources);
    expect(asBundle.outputs).toEqual(asProduct.outputs);
  });

  it.each(['dev', 'test', 'staging', 'prod'])('has an example for %s that can be launched as it is', (type) => {
    const find = () => ({ kind: bundle.kind, template });
    const { problems, entries } = readSpecs(fileOf(bundle, `spec/${type}.yaml`), { product: product.id, find });
    expect(problems).toEqual([]);
    expect(entries).toEqual([{ product: product.id, parameters: expect.objectContaining({ EnvironmentType: type }) }]);
  });
});

describe('what runs where', () => {
  const compatible = (id: string) => {
    const found = releases.find(({ product }) => product.id === id);
    if (!found) throw new Error(`no release of ${id}`);
    const bundle = renderBundle(bundleSource(found.product, found.version, found.template, () => 1));
    return bundle.kind === 'environment' ? 'an environment' : fileOf(bundle, '.compatible-envs');
  };

  it.each([
    ['network', 'an environment'],
    ['data', 'an environment'],
    ['environment', 'an environment'],
    ['app', 'bellyfed-data:1\n'],
    ['search', 'bellyfed-data:1\nbellyfed-environment:1\n'],
    ['observability', 'bellyfed-data:1\nbellyfed-environment:1\n'],
    ['delivery', 'bellyfed-network:1\nbellyfed-data:1\nbellyfed-environment:1\n'],
  ])('%s', (id, environments) => {
    expect(compatible(id)).toBe(environments);
  });
});
