import { search } from '../../../products/search/product';
import { refusals } from '../../catalog/product/evaluated';
import { launch } from './launch';

const refused = (answers: Record<string, string>) =>
  refusals(search, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });

describe('the form refuses', () => {
  it.each(['staging', 'prod'])('a base environment in %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType, BaseEnvironment: 'base' })).toEqual([
      'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
    ]);
    expect(refused({ EnvironmentType })).toEqual([]);
  });

  it('an environment as its own base', () => {
    expect(refused({ BaseEnvironment: 'one' })).toEqual([
      'An environment is not its own base: leave BaseEnvironment empty to use its own tiers.',
    ]);
    expect(refused({ BaseEnvironment: 'base' })).toEqual([]);
  });

  it.each(['0.5', '1', '2'])('nodes of %s GiB where users search, since they have too little CPU', (NodeMemory) => {
    for (const EnvironmentType of ['staging', 'prod']) {
      expect(refused({ EnvironmentType, NodeMemory })).toEqual([
        'Typesense asks for two vCPU, which nodes have from 4 GiB on: choose by-type, or 4 or more, for NodeMemory.',
      ]);
      expect(refused({ EnvironmentType })).toEqual([]);
    }
    expect(refused({ NodeMemory })).toEqual([]);
  });

  it.each([
    ['BaseEnvironment', 'Base'],
    ['SearchNodes', '2'],
    ['NodeMemory', '3'],
    ['Image', 'typesense/typesense'],
    ['Image', 'typesense/typesense:30.2; rm -rf /'],
    ['SnapshotHours', '25'],
    ['AllowedOrigins', '*'],
    ['AllowedOrigins', 'https://example.com/path'],
    ['AllowedOrigins', 'https://a.example.com, https://b.example.com'],
    ['CustomerKey', 'maybe'],
    ['LogRetention', '2'],
  ])('%s "%s"', (name, value) => {
    expect(() => refused({ [name]: value })).toThrow(`Parameter ${name} failed to satisfy constraint`);
  });
});

describe('a base environment', () => {
  const template = launch({ BaseEnvironment: 'base' });

  it('lends its network and its data, while the app is the environment’s own', () => {
    expect(template.properties('SecurityGroupsNodes').VpcId).toBe('bellyfed:base:network:VpcId');
    expect(template.properties('FunctionsIndexer').Environment).toMatchObject({
      Variables: { CONTENT_TABLE: 'bellyfed:base:data:ContentTableName' },
    });
    expect(template.properties('IndexQueueRule').EventBusName).toBe('bellyfed:one:app:EventBusName');
  });

  it('must be of the same type', () => {
    expect(template.output('NetworkTypeMarker')).toBe('bellyfed:base:network:Is-dev');
    expect(template.output('DataTypeMarker')).toBe('bellyfed:base:data:Is-dev');
  });

  it('leaves names and exports to the environment', () => {
    expect(template.output('NamespaceName')).toBe('search.one.internal');
    expect(template.outputs.Endpoint?.exportName).toBe('bellyfed:one:search:Endpoint');
  });
});
