import { CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { defineContract, Optional, renderProduct, synthesizeProduct } from '../../../catalog/product';
import { launched } from './evaluated';
import { exportingProduct, smallProduct } from './small-product';

const contract = defineContract('source', {
  TopicArn: { kind: 'text', description: 'The topic.' },
  ZoneNames: { kind: 'list', description: 'The zones.' },
});
const dev = { EnvironmentName: 'alice-dev', EnvironmentType: 'dev' };

describe('a contract', () => {
  it('refuses a name that is not PascalCase', () => {
    expect(() => defineContract('source', { topic_arn: { kind: 'text', description: '' } })).toThrow(
      "source: an output's name must be PascalCase letters and digits, got: topic_arn.",
    );
  });
});

describe('the exporting product', () => {
  const source = exportingProduct('source', contract.outputs, { TopicArn: 'arn', ZoneNames: ['a', 'b'] });
  const { outputs } = launched(source, dev);

  it('exports every output under the name of the environment and the product', () => {
    expect(outputs.TopicArn).toMatchObject({ value: 'arn', exportName: 'bellyfed:alice-dev:source:TopicArn' });
  });

  it('exports lists comma-joined', () => {
    expect(outputs.ZoneNames?.value).toBe('a,b');
  });

  it('exports a marker of its environment’s type', () => {
    expect(outputs.TypeMarker).toMatchObject({ value: 'dev', exportName: 'bellyfed:alice-dev:source:Is-dev' });
  });

  it('must give every output a value', () => {
    // @ts-expect-error ZoneNames is missing
    const short = exportingProduct('source', contract.outputs, { TopicArn: 'arn' });
    expect(() => renderProduct(short)).toThrow('source: build must return a value for ZoneNames, got: undefined');
  });

  it.each([[''], [[]]])('may not export an empty value: %j', (ZoneNames: string | string[]) => {
    const empty = exportingProduct('source', contract.outputs, { TopicArn: 'arn', ZoneNames });
    expect(() => renderProduct(empty)).toThrow('source: build must return a value for ZoneNames, got:');
  });
});

describe('the importing product', () => {
  const importing = (environment?: (base: string) => string) =>
    smallProduct({
      id: 'consumer',
      parameters: { Base: { BaseEnvironment: { label: '', description: '', constraintDescription: '', default: '' } } },
      build(stack) {
        const base = environment?.(stack.parameters.BaseEnvironment.valueAsString);
        const { topicArn, zoneNames } = stack.imports(contract, base);
        new CfnTopic(stack, 'Topic', { displayName: topicArn, topicName: Fn.select(0, zoneNames) });
      },
    });

  it('reads text and lists of its own environment', () => {
    const { Properties } = synthesizeProduct(importing()).template.Resources.Topic ?? {};
    expect(Properties).toMatchObject({
      DisplayName: { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${EnvironmentName}:source:TopicArn` } },
      TopicName: {
        'Fn::Select': [
          0,
          { 'Fn::Split': [',', { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${EnvironmentName}:source:ZoneNames` } }] },
        ],
      },
    });
  });

  it('imports the marker of its own type, so that another type fails', () => {
    expect(launched(importing(), dev).outputs.SourceTypeMarker?.value).toBe('bellyfed:alice-dev:source:Is-dev');
  });

  it('may import a product whose id has hyphens', () => {
    const cache = defineContract('image-cache', { Name: { kind: 'text', description: 'The cache.' } });
    const consumer = smallProduct({
      build: (stack) => void new CfnTopic(stack, 'Topic', { displayName: stack.imports(cache).name }),
    });
    expect(launched(consumer, dev).outputs.ImageCacheTypeMarker?.value).toBe('bellyfed:alice-dev:image-cache:Is-dev');
  });

  it('reads from another environment when it is told one', () => {
    const { resources, outputs } = launched(
      importing((base) => base),
      { ...dev, BaseEnvironment: 'shared' },
    );
    expect(resources.Topic?.properties.DisplayName).toBe('bellyfed:shared:source:TopicArn');
    expect(outputs.SourceTypeMarker?.value).toBe('bellyfed:shared:source:Is-dev');
  });

  it('may do without the other product where the form says so', () => {
    const optional = smallProduct({
      id: 'consumer',
      parameters: { Base: { HasSource: { label: '', description: '', constraintDescription: '', default: 'no' } } },
      build(stack) {
        const when = new CfnCondition(stack, 'Reads', {
          expression: Fn.conditionEquals(stack.parameters.HasSource.valueAsString, 'yes'),
        });
        const { topicArn } = stack.imports(contract, undefined, when);
        new CfnTopic(new Optional(stack, 'Copy', { when }), 'Topic', { displayName: topicArn });
      },
    });
    expect(launched(optional, dev).outputs).not.toHaveProperty('SourceTypeMarker');
    expect(launched(optional, { ...dev, HasSource: 'yes' }).outputs.SourceTypeMarker?.value).toBe(
      'bellyfed:alice-dev:source:Is-dev',
    );
  });

  it('may read the same contract in several places', () => {
    const twice = smallProduct({
      build(stack) {
        new CfnTopic(stack, 'One', { displayName: stack.imports(contract).topicArn });
        new CfnTopic(stack, 'Two', { displayName: stack.imports(contract).topicArn });
      },
    });
    expect(renderProduct(twice).match(/SourceTypeMarker/g)).toHaveLength(1);
  });

  it('refuses to read one contract from two environments', () => {
    const torn = smallProduct({
      build(stack) {
        stack.imports(contract);
        stack.imports(contract, 'other');
      },
    });
    expect(() => renderProduct(torn)).toThrow('small: imports source from two environments');
  });

  it('can’t read an output that the contract lacks', () => {
    smallProduct({
      build(stack) {
        // @ts-expect-error the contract has no queue
        stack.imports(contract).queueArn;
      },
    });
  });
});
