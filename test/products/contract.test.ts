import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { defineContract, exportName, type Product, synthesizeProduct } from '../../catalog/product';
import { pairwiseAnswers } from '../../catalog/product/answers';
import { products } from '../../products';
import { launched, refusals } from '../catalog/product/evaluated';
import { exportingProduct, smallProduct } from '../catalog/product/small-product';
import { held } from './held';
import { unlaunchable, unmetImports } from './tiers';

describe.each(products)('$id', (product) => {
  const { template } = synthesizeProduct(product);
  const accepted = pairwiseAnswers(product).filter((answers) => refusals(product, answers).length === 0);

  held(product, 'examples')('exports its whole contract, however it is launched, and never an empty value', () => {
    expect(accepted.length).toBeGreaterThan(0);
    for (const answers of accepted) {
      const { outputs } = launched(product, answers);
      const { EnvironmentName = '', EnvironmentType } = answers;
      for (const name of Object.keys(product.contract.outputs)) {
        expect(outputs[name]?.exportName).toBe(exportName(EnvironmentName, product.id, name));
        expect(outputs[name]?.value).toMatch(/^[^\s,]+(,[^\s,]+)*$/);
      }
      expect(outputs.TypeMarker?.exportName).toBe(exportName(EnvironmentName, product.id, `Is-${EnvironmentType}`));
    }
  });

  it('exports nothing else', () => {
    const exported = Object.entries(template.Outputs ?? {}).filter(([, { Export }]) => Export !== undefined);
    expect(exported.map(([id]) => id)).toEqual([...Object.keys(product.contract.outputs), 'TypeMarker']);
  });

  it('describes every output', () => {
    const undescribed = Object.entries(template.Outputs ?? {}).filter(
      ([, { Description = '' }]) => !/^[ -~]{10,}$/.test(Description),
    );
    expect(undescribed.map(([id]) => id)).toEqual([]);
  });

  it('imports only what another product exports', () => {
    expect(unmetImports(product, products)).toEqual([]);
  });
});

describe('the tiers', () => {
  const topics = { TopicArn: { kind: 'text', description: 'The topic of the tests.' } } as const;
  const source = exportingProduct('source', topics, { TopicArn: 'x' });
  const importing = (id: string, from: string): Product =>
    smallProduct({
      id,
      build: (stack) =>
        void new CfnTopic(stack, 'Topic', { displayName: stack.imports(defineContract(from, topics)).topicArn }),
    });

  it('can be launched one after the other', () => {
    expect(unlaunchable(products)).toEqual([]);
  });

  it('could not if they formed a cycle', () => {
    const circle = [importing('chicken', 'egg'), importing('egg', 'chicken')];
    expect(unlaunchable([...circle, source, importing('behind', 'egg')])).toEqual(['chicken', 'egg', 'behind']);
  });

  it('would be told of an import that nobody exports', () => {
    const consumer = importing('consumer', 'source');
    expect(unmetImports(consumer, [consumer, source])).toEqual([]);
    expect(unmetImports(consumer, [consumer])).toEqual(['source:TopicArn', `source:Is-\${EnvironmentType}`]);
  });
});
