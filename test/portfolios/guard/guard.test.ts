/** The guard as it is deployed: its rule, its state machine, and what its roles may do. */
import aslValidator from 'asl-validator';
import { decide, type PolicyDocument } from '../../../catalog/permissions';
import { renderProduct } from '../../../catalog/product';
import {
  evaluator,
  isStateful,
  type Json,
  pseudoParameters,
  STATEFUL_TYPES,
  type Template,
} from '../../../catalog/template';
import { readSettings } from '../../../portfolios/context';
import { guardMachine } from '../../../portfolios/guard/guard-machine';
import { guardedTypes, guardPolicy, guardPolicyPattern, seePolicy } from '../../../portfolios/guard/guard-policy';
import { launchingRoles } from '../../../portfolios/launch-role/launch-role';
import { GuardStack } from '../../../portfolios/stacks/guard-stack';
import { products } from '../../../products';
import { environment } from '../../../products/environment/product';
import { policyProblem } from '../../../sandbox/services/cloudformation/stack-policy';
import { readPattern } from '../../../sandbox/services/events/pattern';
import { machineOf, play } from '../../sandbox/states/play';
import { templateOf } from '../fixture';

const account = '111122223333';
const template = templateOf((app) => new GuardStack(app, 'Guard', { settings: readSettings({}) })).toJSON() as Template;
const evaluated = evaluator(template, {
  parameters: {},
  pseudo: pseudoParameters({ accountId: account, region: 'eu-west-1', stackName: 'BellyfedCatalogGuard' }),
});

/** The evaluated properties of the stack's resources of a type. */
function propertiesOf(type: string): Readonly<Record<string, Json>>[] {
  const ids = Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === type);
  return ids.map((id) => evaluated.resource(id).properties);
}

/** The policy of a logical id that begins so. */
function policyNamed(id: string): PolicyDocument {
  const found = Object.keys(template.Resources).find((each) => each.replace(/[0-9A-F]{8}$/, '') === id);
  if (found === undefined) throw new Error(`There is no policy ${id}.`);
  return evaluated.resource(found).properties.PolicyDocument as unknown as PolicyDocument;
}

/** A policy as a guard would have written it that knew one type. */
function ofOlderGuard(policy: string): string {
  return policy.replace(/"ResourceType":\["AWS::[^\]]*\]/, '"ResourceType":["AWS::RDS::DBCluster"]');
}

function ofOneDenial(policy: string): string {
  const { Statement } = JSON.parse(policy);
  return JSON.stringify({ Statement: Statement.slice(0, 2) });
}

function withException(policy: string): string {
  const { Statement } = JSON.parse(policy);
  const [allow, deny, tiers] = Statement;
  const Condition = { StringEquals: { ...deny.Condition.StringEquals, LogicalId: 'A' } };
  return JSON.stringify({ Statement: [allow, { ...deny, Condition }, tiers] });
}

/** Whether a text matches a pattern, as a state machine of the sandbox finds. */
function choose(StringMatches: string, text: string): boolean {
  const end = (Result: boolean) => ({ Type: 'Pass', Result, End: true });
  const First = { Type: 'Choice', Choices: [{ Variable: '$.text', StringMatches, Next: 'Yes' }], Default: 'No' };
  return play(machineOf({ First, Yes: end(true), No: end(false) }), { text }).output === true;
}

describe('the state machine', () => {
  it('is valid in the Amazon States Language', () => {
    expect(aslValidator(guardMachine(account)).errors).toEqual([]);
  });

  it('knows the role that launches tiers', () => {
    expect(launchingRoles(products)).toEqual(['BellyfedLaunch-environment']);
    expect(JSON.stringify(guardMachine(account))).toContain('*role/BellyfedLaunch-environment/*');
  });

  it('waits and asks again when AWS refuses a call, in every task', () => {
    const { States: states } = guardMachine(account);
    const all = [...Object.values(states), ...Object.values(states['Protect its tiers'].ItemProcessor.States)];
    const tasks = all.filter(({ Type }) => Type === 'Task');
    expect(tasks).toHaveLength(5);
    for (const task of tasks) {
      expect(task).toHaveProperty('Retry', [expect.objectContaining({ ErrorEquals: ['States.TaskFailed'] })]);
    }
  });
});

describe('the rule', () => {
  const [rule = {}] = propertiesOf('AWS::Events::Rule').filter(({ EventPattern }) => EventPattern !== undefined);
  const matches = readPattern(JSON.stringify(rule.EventPattern));
  const event = (stack: string, status: string) => ({
    source: 'aws.cloudformation',
    'detail-type': 'CloudFormation Stack Status Change',
    detail: {
      'stack-id': `arn:aws:cloudformation:eu-west-1:${account}:stack/${stack}/6a7e8feb`,
      'status-details': { status, 'status-reason': '' },
    },
  });
  const launched = `SC-${account}-pp-abcdefghijklm`;

  it.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE'])(
    'follows a stack of Service Catalog that is in %s',
    (status) => expect(matches(event(launched, status))).toBe(true),
  );

  it.each([
    [launched, 'CREATE_IN_PROGRESS'],
    [launched, 'DELETE_COMPLETE'],
    ['BellyfedCatalogHub', 'UPDATE_COMPLETE'],
    ['SC-444455556666-pp-abcdefghijklm', 'CREATE_COMPLETE'],
  ])('leaves %s alone in %s', (stack, status) => expect(matches(event(stack, status))).toBe(false));
});

describe("the guard's role", () => {
  const documents = ['GuardProtect', 'GuardObserve'].map(policyNamed);
  const stack = (name: string, region = 'eu-west-1') => `arn:aws:cloudformation:${region}:${account}:stack/${name}/1`;
  const may = (action: string, resource: string) => decide(documents, { action, resource }) === 'allowed';

  it.each(['DescribeStacks', 'DescribeStackResources', 'SetStackPolicy', 'UpdateTerminationProtection'])(
    'may call %s on launched stacks',
    (call) => {
      expect(may(`cloudformation:${call}`, stack(`SC-${account}-pp-abcdefghijklm`))).toBe(true);
      expect(may(`cloudformation:${call}`, stack('an-adopted-one'))).toBe(true);
      expect(may(`cloudformation:${call}`, stack(`SC-${account}-pp-abcdefghijklm`, 'us-east-1'))).toBe(false);
    },
  );

  it.each(['DeleteStack', 'UpdateStack', 'GetTemplate'])('may not call %s', (call) => {
    expect(may(`cloudformation:${call}`, stack(`SC-${account}-pp-abcdefghijklm`))).toBe(false);
  });
});

describe('the stack policy', () => {
  const resource = (type: string, logicalId = 'A') => ({ type, logicalId });

  it('denies replacing and removing whatever is stateful, and tiers', () => {
    for (const type of [
      'AWS::RDS::DBCluster',
      'AWS::S3::Bucket',
      'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
    ]) {
      expect(policyProblem(guardPolicy(), 'Update:Replace', resource(type))).toContain('Action denied by stack policy');
      expect(policyProblem(guardPolicy(), 'Update:Delete', resource(type))).toContain('Action denied by stack policy');
      expect(policyProblem(guardPolicy(), 'Update:Modify', resource(type))).toBeUndefined();
    }
    expect(policyProblem(guardPolicy(), 'Update:Replace', resource('AWS::SQS::Queue'))).toBeUndefined();
  });

  it('spares just the resources that it is told to, and is known by that', () => {
    const lifted = guardPolicy(['Tables', 'Cluster']);
    expect(policyProblem(lifted, 'Update:Replace', resource('AWS::RDS::DBCluster', 'Cluster'))).toBeUndefined();
    expect(policyProblem(lifted, 'Update:Replace', resource('AWS::RDS::DBCluster', 'Cluster2'))).toBeDefined();
    expect(seePolicy(lifted)).toEqual({ kind: 'lifted', spared: ['Cluster', 'Tables'] });
    expect(seePolicy(guardPolicy())).toEqual({ kind: 'guarded' });
  });

  it.each([
    ['its own, laid out in another way', JSON.stringify(JSON.parse(guardPolicy()), undefined, 2), 'guarded', false],
    ['what an older guard wrote', ofOlderGuard(guardPolicy()), 'older', true],
    ['one without a word on tiers', ofOneDenial(guardPolicy()), 'older', true],
    ['what was lifted from an older one', ofOlderGuard(guardPolicy(['Cluster'])), 'lifted', false],
    [
      "somebody's own",
      '{"Statement":[{"Effect":"Deny","Principal":"*","Action":"Update:*","Resource":"*"}]}',
      'foreign',
      false,
    ],
    ['nothing', undefined, 'none', false],
  ])('recognises %s, and the sweep sets it at once or not', (_, policy, kind, atOnce) => {
    expect(seePolicy(policy)).toMatchObject({ kind });
    expect(choose(guardPolicyPattern(), policy ?? '')).toBe(atOnce);
  });

  it('takes its own with a condition more for what somebody set', () => {
    expect(seePolicy(withException(guardPolicy()))).toEqual({ kind: 'foreign' });
  });

  it('lets an environment lose the tiers that its form can switch off, and no other', () => {
    const tier = (logicalId: string) =>
      policyProblem(
        guardPolicy(),
        'Update:Delete',
        resource('AWS::ServiceCatalog::CloudFormationProvisionedProduct', logicalId),
      );
    const { Resources }: Template = JSON.parse(renderProduct(environment));
    const ids = Object.keys(Resources);
    expect(ids.filter((id) => tier(id) === undefined)).toEqual(['Search', 'Observability']);
    expect(ids.filter((id) => tier(id) !== undefined)).toEqual(['Network', 'Data', 'App']);
  });

  it('covers all that is stateful in the products: those that it leaves out hold nothing there', () => {
    const left = Object.keys(STATEFUL_TYPES).filter((type) => !guardedTypes.includes(type));
    expect(left).toEqual(['AWS::RDS::DBInstance']);
    const all = products.flatMap((product) => {
      const { Resources }: Template = JSON.parse(renderProduct(product));
      return Object.values(Resources);
    });
    const unguarded = all.filter(
      ({ Type, Properties }) => isStateful(Type, Properties) && !guardedTypes.includes(Type),
    );
    expect(unguarded).toEqual([]);
    expect(all.some(({ Type }) => Type === 'AWS::RDS::DBInstance')).toBe(true);
  });

  it('fits into what CloudFormation takes, with fifty resources spared', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `${'Resource'.repeat(8)}${index}`);
    expect(guardPolicy(ids).length).toBeLessThan(16_384);
  });
});
