/** Every launch role lets Service Catalog launch, update and terminate every release that is published with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  allowsAction,
  allowsUnscoped,
  isCanonicalAction,
  requiredActions,
  resourceScopes,
} from '../../../catalog/permissions';
import { listOf } from '../../../catalog/permissions/policy/document';
import { renderProduct } from '../../../catalog/product';
import { loadReleases, publishedReleases } from '../../../catalog/release';
import { parseTemplate } from '../../../catalog/template';
import { readSettings } from '../../../portfolios/context';
import { launchStatements, policyStatement } from '../../../portfolios/launch-role/launch-statements';
import { AccountStack } from '../../../portfolios/stacks/account-stack';
import { products } from '../../../products';
import { templateOf } from '../fixture';
import { policiesOf } from './account-policies';

const folder = join(__dirname, '../../../products');
const template = templateOf((app) => new AccountStack(app, 'Account', { settings: readSettings(undefined), products }));

/** The source as it would be released now, and every published release. */
const templates = products.flatMap((product) => [
  { product: product.id, version: 'the source', text: renderProduct(product) },
  ...publishedReleases(loadReleases(join(folder, product.id))).map(({ version, file }) => ({
    product: product.id,
    version,
    text: readFileSync(file, 'utf8'),
  })),
]);

describe.each(templates)('$product, $version', ({ product, text }) => {
  const policies = policiesOf(template, product);
  const resources = Object.entries(parseTemplate(text).Resources);

  it.each(resources)('%s is allowed in full', (_, { Type, Properties }) => {
    const required = requiredActions(Type, Properties);
    expect(required).toBeDefined();
    expect(required?.all.filter((action) => !allowsAction(policies, action))).toEqual([]);
    expect(required?.unscoped.filter((action) => !allowsUnscoped(policies, action))).toEqual([]);
  });
});

it.each(templates)('$product, $version, tags its keys for the role that may touch those alone', ({ product, text }) => {
  const keys = Object.values(parseTemplate(text).Resources).filter(({ Type }) => Type === 'AWS::KMS::Key');
  for (const { Properties } of keys) {
    expect(Properties?.Tags).toEqual(expect.arrayContaining([{ Key: 'Product', Value: product }]));
  }
});

describe.each(products)('the launch role of $id', ({ id }) => {
  const statements = policiesOf(template, id).map(({ Statement }) => listOf(Statement));

  it('has no wildcard action', () => {
    const actions = statements.flat().flatMap(({ Action }) => listOf(Action));
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('has no statement id twice in a policy', () => {
    for (const policy of statements) {
      const sids = policy.map(({ Sid }) => Sid);
      expect(sids).toEqual([...new Set(sids)]);
    }
  });
});

describe('what every launch needs', () => {
  const entries = launchStatements('111122223333').flatMap((statement) =>
    statement.Action.map((action) => ({ action, statement })),
  );

  it.each(entries)('$action is an action of IAM', async ({ action }) => {
    expect(await isCanonicalAction(action)).toBe(true);
  });

  it.each(entries.filter(({ statement }) => statement.Resource !== '*'))(
    '$action takes the resource that it is given',
    async ({ action, statement }) => {
      const { Resource } = policyStatement(statement, { partition: 'aws', account: '111122223333' });
      const services = listOf(Resource).map((arn) => arn.split(':')[2]);
      const scopes = await resourceScopes(action);
      const taken = scopes?.kind === 'resources' ? scopes.types.map(({ arn }) => arn.split(':')[2]) : [];
      expect(taken).toEqual(expect.arrayContaining(services));
    },
  );

  it('is denied to any action that it does not name', () => {
    const documents = [{ Version: '2012-10-17', Statement: launchStatements('111122223333') }] as const;
    expect(allowsAction(documents, 'cloudformation:CreateStack')).toBe(true);
    expect(allowsAction(documents, 'cloudformation:CreateStackSet')).toBe(false);
  });
});
