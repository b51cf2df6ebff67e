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
import { guardedTypes, guardPolicy, isLiftedPolicy } from '../../../portfolios/guard/guard-policy';
import { launchingRoles } from '../../../portfolios/launch-role/launch-role';
import { GuardStack } from '../../../portfolios/stacks/guard-stack';
import { products } from '../../../products';
import { environment } from '../../../products/environment/product';
import { policyProblem } from '../../../sandbox/services/cloudformation/stack-policy';
import { readPattern } from '../../../sandbox/services/events/pattern';
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
  const [rule = {}] = propertiesOf('AWS::Events::Rule');
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
  const documents = propertiesOf('AWS::IAM::ManagedPolicy').map(
    ({ PolicyDocument }) => PolicyDocument as unknown as PolicyDocument,
  );
  const stack = (name: string, region = 'eu-west-1') => `arn:aws:cloudformation:${region}:${account}:stack/${name}/1`;
  const may = (action: string, resource: string) => decide(documents, { action, resource }) === 'allowed';

  it.each(['DescribeStacks', 'DescribeStackResources', 'SetStackPolicy', 'UpdateTerminationProtection'])(
    'may call %s on launched stacks',
    (call) => {
      expect(may(`cloudformation:${call}`, stack(`SC-${account}-pp-abcdefghijklm`))).toBe(true);
      expect(may(`cloudformation:${call}`, stack('BellyfedCatalogAccount'))).toBe(false);
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
    expect(isLiftedPolicy(lifted)).toBe(true);
    expect(isLiftedPolicy(guardPolicy())).toBe(false);
    expect(isLiftedPolicy('{"Statement":[{"Resource":"LogicalResourceId/A"}]}')).toBe(false);
    // A guard of an earlier release knew fewer types.
    const earlier = lifted.replace('"AWS::Lightsail::Disk",', '');
    expect(earlier).not.toBe(lifted);
    expect(isLiftedPolicy(earlier)).toBe(true);
    expect(isLiftedPolicy(lifted.replaceAll('Deny', 'Allow'))).toBe(false);
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
