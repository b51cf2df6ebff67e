/** The catalog's own policies ask of the services that the sandbox answers nothing that it can't tell. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actionEntry, type PolicyStatement, UNKNOWN } from '../../../catalog/permissions';
import { synthesizeProduct } from '../../../catalog/product';
import { readSettings } from '../../../portfolios/context';
import { launchStatements } from '../../../portfolios/launch-role/launch-statements';
import { AccountStack } from '../../../portfolios/stacks/account-stack';
import { products } from '../../../products';
import { keyValue } from '../../../sandbox/authorization/condition-keys';
import type { Service } from '../../../sandbox/kernel/service';
import type { OperationCall } from '../../../sandbox/kernel/service-access';
import { apiGateway } from '../../../sandbox/services/apigateway';
import { backup } from '../../../sandbox/services/backup';
import { cloudControl } from '../../../sandbox/services/cloudcontrol';
import { cloudformation } from '../../../sandbox/services/cloudformation';
import { events } from '../../../sandbox/services/events';
import { iam } from '../../../sandbox/services/iam';
import { organizations } from '../../../sandbox/services/organizations';
import { proton } from '../../../sandbox/services/proton';
import { rds } from '../../../sandbox/services/rds';
import { s3KeyValue } from '../../../sandbox/services/s3/condition-keys';
import { serviceCatalog } from '../../../sandbox/services/service-catalog';
import { serviceQuotas } from '../../../sandbox/services/servicequotas';
import { ssm } from '../../../sandbox/services/ssm';
import { states } from '../../../sandbox/services/states';
import { tagging } from '../../../sandbox/services/tagging';
import { Store } from '../../../sandbox/store/store';
import { templateOf } from '../../portfolios/fixture';
import { documentedPolicy } from '../../scripts/receiving-account';

const services: readonly Service[] = [
  ...[apiGateway, backup, cloudControl, cloudformation, events, iam, organizations, proton, rds],
  ...[serviceCatalog, serviceQuotas, ssm, states, tagging],
];
const prefixOf = ({ signingName, access }: Service) => access?.prefix ?? signingName;

/** Statement of an identity-based policy, wherever it stands: it has an action beside an effect, and no principal. */
function statementsIn(value: unknown): PolicyStatement[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const isStatement = 'Effect' in value && 'Action' in value && !('Principal' in value);
  return [...(isStatement ? [value as PolicyStatement] : []), ...Object.values(value).flatMap(statementsIn)];
}

const settings = readSettings({});
const statements = statementsIn([
  products.map((product) => [synthesizeProduct(product).template, product.launchRole]),
  templateOf((app) => new AccountStack(app, 'Account', { settings, products })).toJSON(),
  launchStatements('111122223333'),
  [documentedPolicy('deployment.md'), documentedPolicy('runbook.md')].map((text) => JSON.parse(text)),
]);

/** Every action with a condition of its statement's, of services that the sandbox answers. */
const asked = statements.flatMap(({ Action, Condition = {} }) =>
  [Action ?? []].flat().flatMap((action) => {
    const keys = Object.values(Condition).flatMap((each) => Object.keys(each));
    const isAnswered = ['s3', ...services.map(prefixOf)].some((prefix) => action.startsWith(`${prefix}:`));
    return isAnswered ? keys.map((key) => [action, key] as const) : [];
  }),
);
const questions = [...new Map(asked.map((each) => [each.join(' '), each])).values()];

let db: Store;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  db = await Store.open(folder);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

it('asks for keys of people, of roles that are made and passed, and of templates', () => {
  const keys = new Set(questions.map(([, key]) => key));
  expect([...keys]).toEqual(
    expect.arrayContaining([
      'iam:AWSServiceName',
      'iam:PassedToService',
      'iam:PermissionsBoundary',
      's3:ExistingObjectTag/servicecatalog:provisioning',
      'servicecatalog:accountLevel',
      'servicecatalog:roleLevel',
    ]),
  );
});

it.each(questions)('%s: the sandbox knows %s', async (action, key) => {
  // The one key that comes with what is passed.
  if (key === 'iam:PassedToService') return;
  const name = key.toLowerCase();
  const own = action.startsWith('s3:') ? s3KeyValue(name, undefined, {}) : undefined;
  const access = services.find((service) => action.startsWith(`${prefixOf(service)}:`))?.access ?? {};
  const caller = { accountId: '000000000000', arn: 'arn:aws:sts::000000000000:assumed-role/R/s', userId: 'AROA:s' };
  const scope = { db, now: new Date(), caller, accountId: caller.accountId, region: 'us-east-1' };
  const call: OperationCall = { ...scope, operation: action.split(':')[1] ?? '', input: {} };
  const resource = { arn: '*', tags: {} };
  const value = own ?? keyValue(name, { asked: call, access, entry: await actionEntry(action), resource });
  expect(value).not.toBe(UNKNOWN);
});

describe.each(services.map((service) => [prefixOf(service), service] as const))(
  '%s',
  (prefix, { access, operations }) => {
    it('the reference knows the action of every operation', async () => {
      const names = Object.keys(operations ?? {});
      expect(names.length).toBeGreaterThan(0);
      if (prefix === 'apigateway') return;
      const unknown: string[] = [];
      for (const name of names) if (!(await actionEntry(`${prefix}:${name}`))) unknown.push(name);
      expect(unknown).toEqual([]);
    });

    it('names of members and keys are some that an operation or the reference has', async () => {
      const keys = access?.inputKeys ?? [];
      const known = await Promise.all(
        Object.keys(operations ?? {}).map(
          async (name) => (await actionEntry(`${prefix}:${name}`))?.conditionKeys ?? [],
        ),
      );
      expect(keys.filter((key) => !known.flat().includes(key))).toEqual([]);
    });
  },
);
