import { decide } from '../../../catalog/permissions';
import { environmentTypeNames } from '../../../catalog/product';
import { publishing } from '../../../products/publishing/product';
import { publishingSizes } from '../../../products/publishing/sizes';
import { refusals } from '../../catalog/product/evaluated';
import { buildSpecOf } from '../delivery/buildspec';
import { launch, pipeline, policyOf, properties } from './launch';

interface Stage {
  readonly Name: string;
  readonly Actions: readonly {
    readonly Name: string;
    readonly RunOrder?: number;
    readonly ActionTypeId: { readonly Category: string; readonly Provider: string };
  }[];
}

const stages = (answers: Readonly<Record<string, string>> = {}) =>
  properties('CatalogPipeline', { ...pipeline, ...answers }).Stages as unknown as readonly Stage[];
const may = (role: string, action: string, resource: string) =>
  decide([policyOf(role)], { action, resource }) === 'allowed';

describe.each(environmentTypeNames)('in %s', (EnvironmentType) => {
  it('somebody approves before anything is published', () => {
    expect(
      stages({ EnvironmentType }).map(({ Name, Actions }) => [Name, ...Actions.map((action) => action.Name)]),
    ).toEqual([
      ['Source', 'Source'],
      ['Test', 'Tests'],
      ['Publish', 'Approve', 'Publish'],
    ]);
    const [approve, publish] = stages({ EnvironmentType }).at(-1)?.Actions ?? [];
    expect(approve?.ActionTypeId).toMatchObject({ Category: 'Approval', Provider: 'Manual' });
    expect([approve?.RunOrder, publish?.RunOrder]).toEqual([1, 2]);
  });

  it('logs and artifacts are kept as long as the type or the form says', () => {
    const days = publishingSizes.logRetentionDays[EnvironmentType];
    expect(properties('CatalogPublishLogGroup', { ...pipeline, EnvironmentType }).RetentionInDays).toBe(days);
    expect(properties('Artifacts', { EnvironmentType, Retention: '90' })).toHaveProperty(
      'LifecycleConfiguration.Rules.0.ExpirationInDays',
      90,
    );
  });
});

test('without a repository there is everything but the pipeline and its projects', () => {
  const { resources, outputs } = launch();
  expect(Object.keys(resources).filter((id) => id.startsWith('Catalog'))).toEqual([]);
  expect(Object.keys(resources)).toEqual(expect.arrayContaining(['Artifacts', 'ConnectionOwn', 'Notifications']));
  expect(outputs.PipelineName?.value).toBe(properties('CatalogPipeline').Name);
  expect(launch(pipeline).outputs.PipelineName).toEqual(outputs.PipelineName);
});

test.each(['staging', 'prod'])('%s asks for an address with a repository', (EnvironmentType) => {
  const refused = (answers: Record<string, string>) =>
    refusals(publishing, { EnvironmentName: 'catalog', EnvironmentType, ...answers });
  const { CatalogRepository, NotificationEmail } = pipeline;
  expect(refused({ CatalogRepository })).toEqual([
    'A person approves every publishing and has to hear of it: type NotificationEmail in staging and prod.',
  ]);
  expect([refused({}), refused({ CatalogRepository, NotificationEmail })]).toEqual([[], []]);
});

test('it shares no name with delivery of the same environment, nor with an earlier pipeline of the catalog there', () => {
  expect(properties('CatalogPipeline').Name).toBe('bellyfed-catalog-publishing');
  expect(properties('CatalogPublish').Name).toBe('bellyfed-catalog-publishing-publish');
  const names = ['GitHub', 'GitLab', 'Bitbucket'].map((SourceProvider) =>
    String(properties('ConnectionOwn', { SourceProvider }).ConnectionName),
  );
  expect(names).toEqual(['publishing-51af3dc0-GitHub', 'publishing-51af3dc0-GitLab', 'publishing-51af3dc0-Bitbucket']);
  // https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_CreateConnection.html
  expect(names.filter((name) => name.length > 32)).toEqual([]);
});

test('the catalog is published by the command that a person would type', () => {
  const { commands } = buildSpecOf(properties('CatalogPublish')).phases.build;
  expect(commands).toEqual(['npm ci', 'npm run catalog -- publish --yes']);
});

describe('the roles', () => {
  const bootstrap = (qualifier: string, region = 'eu-central-1', account = '111122223333') =>
    `arn:aws:iam::${account}:role/cdk-${qualifier}-deploy-role-${account}-${region}`;

  it('publish with the roles of cdk bootstrap, of the qualifier that the form names, in any region of the account', () => {
    const takesOn = (role: string) => may('CatalogPublishRole', 'sts:AssumeRole', role);
    expect([takesOn(bootstrap('hnb659fds')), takesOn(bootstrap('hnb659fds', 'us-east-1'))]).toEqual([true, true]);
    expect(takesOn(bootstrap('other'))).toBe(false);
    expect(takesOn(bootstrap('hnb659fds', 'eu-central-1', '444455556666'))).toBe(false);
    expect(takesOn('arn:aws:iam::111122223333:role/Administrator')).toBe(false);
  });

  it('test with no permission but for artifacts and logs', () => {
    expect(may('CatalogTestsRole', 'sts:AssumeRole', bootstrap('hnb659fds'))).toBe(false);
    const services = [policyOf('CatalogTestsRole').Statement]
      .flat()
      .flatMap(({ Action = [] }) => Action)
      .map((action) => action.split(':')[0]);
    expect([...new Set(services)].sort()).toEqual(['logs', 's3']);
  });
});
