/** The doctor's own work, before it asks AWS. */
import { join } from 'node:path';
import { awsCommand, inTurn } from '../../../operations/aws/aws-command';
import type { AccountView } from '../../../operations/doctor/account-view';
import { contextOf, sampleArn } from '../../../operations/doctor/checks/coverage';
import { checkCatalogLimits, checkQuotas } from '../../../operations/doctor/checks/quota';
import type { Examination } from '../../../operations/doctor/examination';
import { resourceCounts } from '../../../operations/doctor/resource-counts';
import { loadOffers } from '../../../portfolios/offers/offers';
import { products } from '../../../products';
import { projectRoot } from '../../scripts/run-catalog';

const catalog = loadOffers(join(projectRoot, 'products'), products);

const newest = (id: string) => {
  const release = catalog
    .find(({ product }) => product.id === id)
    ?.releases.findLast(({ status }) => status === 'active');
  if (!release) throw new Error(`Nothing of ${id} is released.`);
  return release;
};

describe('what a launch makes', () => {
  it.each([
    ['network', 'dev', 1],
    ['network', 'test', 1],
    ['network', 'staging', 3],
    ['network', 'prod', 3],
    ['environment', 'dev', 1],
    ['environment', 'prod', 3],
  ] as const)('%s (%s): one VPC and %d elastic IP addresses', (id, type, addresses) => {
    const counts = resourceCounts(catalog, newest(id), type);
    expect(counts.get('AWS::EC2::VPC')).toBe(1);
    expect(counts.get('AWS::EC2::EIP')).toBe(addresses);
  });
});

describe('a statement is tried', () => {
  it('with an ARN that its pattern matches, in the region that is launched in', () => {
    const inRegion = (pattern: string) => sampleArn(pattern, 'eu-west-1');
    expect(inRegion('arn:aws:ec2:*:111122223333:vpc/*')).toBe('arn:aws:ec2:eu-west-1:111122223333:vpc/sample');
    expect(inRegion('arn:aws:iam::111122223333:role/SC-*')).toBe('arn:aws:iam::111122223333:role/SC-sample');
    expect(inRegion('arn:aws:logs:*:111122223333:log-group:/aws/*:log-stream:?')).toBe(
      'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sample:log-stream:x',
    );
    expect(inRegion('*')).toBe('*');
  });

  it('with the keys that its condition asks for', () => {
    const condition = {
      StringEquals: { 'iam:PassedToService': ['ecs.amazonaws.com', 'ec2.amazonaws.com'] },
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
      'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/*' },
    };
    expect(contextOf(condition)).toEqual([
      { ContextKeyName: 'iam:PassedToService', ContextKeyType: 'string', ContextKeyValues: ['ecs.amazonaws.com'] },
      { ContextKeyName: 'kms:GrantIsForAWSResource', ContextKeyType: 'boolean', ContextKeyValues: ['true'] },
      { ContextKeyName: 'kms:ResourceAliases', ContextKeyType: 'stringList', ContextKeyValues: ['alias/sample'] },
    ]);
    expect(() => contextOf({ DateLessThan: { 'aws:CurrentTime': 'x' } })).toThrow('DateLessThan');
  });

  it('with no operator that is not known, in any product', () => {
    for (const { launchRole } of products) {
      for (const { Condition } of launchRole) expect(() => contextOf(Condition)).not.toThrow();
    }
  });
});

it('writes commands that a shell takes apart as they are meant', () => {
  const place = { id: '111122223333', region: 'us-east-1' };
  const command = awsCommand(place, 'iam put-role-policy', { 'role-name': 'A', document: { a: "it's" }, force: true });
  expect(command).toEqual({
    do: 'aws',
    command: `aws iam put-role-policy --role-name A --document '{"a":"it'\\''s"}' --force --region us-east-1`,
    account: '111122223333',
  });
  expect(inTurn(command, command).command.split(' && ')).toHaveLength(2);
});

describe('what Service Catalog holds at most', () => {
  const [network] = catalog;
  const hub = (productCount: number, versionCount: number) =>
    ({
      id: '111122223333',
      region: 'us-east-1',
      portfolios: async () => [{ id: 'port-1', name: 'Bellyfed Developers', isOwn: true, owner: '111122223333' }],
      products: async () =>
        Array.from({ length: productCount }, (_, index) => ({
          id: `prod-${index}`,
          name: index === 0 ? 'Bellyfed Network' : `Other ${index}`,
        })),
      versions: async () => Array.from({ length: versionCount }, () => ({})),
    }) as unknown as AccountView;
  const examination = { offers: [network], catalog } as unknown as Examination;

  it('is left alone while there is room', async () => {
    expect(await checkCatalogLimits(examination, hub(149, 99))).toEqual([]);
  });

  it('names the portfolio and the product that are full', async () => {
    expect(await checkCatalogLimits(examination, hub(150, 100))).toMatchObject([
      {
        portfolio: 'Bellyfed Developers',
        remedy: { do: 'aws', command: expect.stringContaining('--product-id prod-1 ') },
      },
      { product: 'network', remedy: { do: 'verb', verb: 'retire', operands: ['network', '<its oldest version>'] } },
    ]);
  });
});

/** https://docs.aws.amazon.com/general/latest/gr/xray.html */
describe('X-Ray in an account with 25 groups and 25 sampling rules', () => {
  const view = {
    id: '111122223333',
    region: 'us-east-1',
    target: {
      cloudControl: async () => ({
        listResources: async ({ TypeName }: { TypeName: string }) => ({
          ResourceDescriptions: TypeName.startsWith('AWS::XRay::') ? Array.from({ length: 25 }, () => ({})) : [],
        }),
      }),
      serviceQuotas: async () => ({ getServiceQuota: async () => ({ Quota: { Value: 25 } }) }),
    },
  } as unknown as AccountView;
  const offers = catalog.filter(({ product }) => product.id === 'observability');
  const examination = {
    offers,
    catalog,
    portfolios: [{ definition: { environmentTypes: ['staging'] } }],
  } as unknown as Examination;
  const broken = async (things: string) =>
    (await checkQuotas(examination, view)).find(({ problem }) => problem?.includes(things));

  it('has room for no group more, which nobody can raise', async () => {
    expect(await broken('25 of 25 groups of traces')).toMatchObject({ remedy: { do: 'read' } });
  });

  it('has room for no sampling rule more, until AWS raises it', async () => {
    const remedy = { do: 'aws', command: expect.stringContaining('--quota-code L-8C0C998A --desired-value 27') };
    expect(await broken('25 of 25 sampling rules of traces')).toMatchObject({ remedy });
  });
});
