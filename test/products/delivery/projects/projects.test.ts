import { decide } from '../../../../catalog/permissions';
import { buildSpec } from '../buildspec';
import { idsOf, launch, policyOf, properties, statementsOf } from '../launch';

const CatalogRepository = 'bellyfed/service-catalog';
const projects = idsOf('AWS::CodeBuild::Project', { CatalogRepository });

const policy = (project: string) => policyOf(`${project}Role`, { CatalogRepository });
const may = (project: string, action: string, resource: string) =>
  decide([policy(project)], { action, resource }) === 'allowed';

/** Services that a project's role may call. */
const services = (project: string) =>
  new Set(
    statementsOf(`${project}Role`, { CatalogRepository })
      .flatMap(({ Action = [] }) => Action)
      .map((action) => action.split(':')[0]),
  );

describe.each(projects)('the project %s', (project) => {
  it('has a role of its own, which no other project can use', () => {
    const { Name, ServiceRole } = properties(project, { CatalogRepository });
    expect(ServiceRole).toBe(`${project}Role.Arn`);
    expect(properties(`${project}Role`, { CatalogRepository })).toHaveProperty('AssumeRolePolicyDocument.Statement', [
      {
        Effect: 'Allow',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '111122223333',
            'aws:SourceArn': `arn:aws:codebuild:eu-central-1:111122223333:project/${Name}`,
          },
        },
      },
    ]);
  });

  it('logs to a group of its own, which it can’t make', () => {
    expect(properties(project, { CatalogRepository })).toHaveProperty(
      'LogsConfig.CloudWatchLogs.GroupName',
      `${project}LogGroup`,
    );
    expect(may(project, 'logs:PutLogEvents', `${project}LogGroup.Arn`)).toBe(true);
    expect(may(project, 'logs:CreateLogGroup', `${project}LogGroup.Arn`)).toBe(false);
  });

  it('is privileged only if it builds images', () => {
    expect(properties(project, { CatalogRepository })).toHaveProperty(
      'Environment.PrivilegedMode',
      project === 'FrontendImage',
    );
  });
});

test('code of a repository runs in projects that may do nothing in the account', () => {
  for (const project of ['BackendBuild', 'BackendUnitTests', 'BackendInfrastructureTests', 'FrontendTests']) {
    expect([...services(project)].filter((service) => !['logs', 's3', 'codebuild'].includes(service ?? ''))).toEqual(
      [],
    );
  }
  expect([...services('CatalogTests')].sort()).toEqual(['logs', 's3']);
});

test('images may be pushed, by the project that builds them only', () => {
  expect(projects.filter((project) => may(project, 'ecr:PutImage', 'Images.Arn'))).toEqual(['FrontendImage']);
  expect(may('FrontendImage', 'ecr:PutImage', 'arn:aws:ecr:eu-central-1:111122223333:repository/other')).toBe(false);
  expect(may('FrontendImage', 'ecr:BatchDeleteImage', 'Images.Arn')).toBe(false);
});

describe('the project that deploys', () => {
  it('runs nothing but its own script', () => {
    const { commands } = buildSpec('Deploy').phases.build;
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(/^node - <<'DEPLOY'\n/);
    expect(commands[0]?.match(/^DEPLOY$/gm)).toHaveLength(1);
  });

  it.each([
    ['dev', 'one'],
    ['prod', 'a-name-of-21-letters-'],
  ])('has a role whose name says where it deploys to: %s', (EnvironmentType, EnvironmentName) => {
    const answers = { EnvironmentType, EnvironmentName };
    const { RoleName } = properties('DeployRole', answers);
    expect(RoleName).toBe(`BellyfedDelivery-${EnvironmentType}-${EnvironmentName}-51af3dc0`);
    expect(String(RoleName).length).toBeLessThanOrEqual(64);
  });

  it('may call Service Catalog and read stacks, and make nothing itself', () => {
    expect([...services('Deploy')].sort()).toEqual(['cloudformation', 'logs', 's3', 'servicecatalog']);
    const stack = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/SC-111122223333-pp-abc/1';
    expect(may('Deploy', 'cloudformation:DescribeStacks', stack)).toBe(true);
    for (const action of ['UpdateStack', 'CreateChangeSet', 'ExecuteChangeSet', 'DeleteStack']) {
      expect(may('Deploy', `cloudformation:${action}`, stack)).toBe(false);
    }
    expect(may('Deploy', 'servicecatalog:ProvisionProduct', '*')).toBe(false);
    expect(may('Deploy', 'servicecatalog:TerminateProvisionedProduct', '*')).toBe(false);
  });

  it.each(['no', 'yes'])('replaces what holds data as the form says: %s', (AllowReplacement) => {
    expect(properties('Deploy', { AllowReplacement })).toHaveProperty('Environment.EnvironmentVariables', [
      { Name: 'ENVIRONMENT_NAME', Value: 'one' },
      { Name: 'ALLOW_REPLACEMENT', Value: AllowReplacement },
      { Name: 'MODE', Value: 'plan' },
    ]);
  });
});

describe('tests', () => {
  it.each(['BackendUnitTests', 'BackendInfrastructureTests', 'FrontendTests'])(
    '%s leave a report, in a group that is there before and goes to the bucket',
    (project) => {
      const { reports = {} } = buildSpec(project);
      expect(Object.entries(reports)).toEqual([
        [`${project}ReportGroup.Arn`, { files: ['**/*.xml'], 'base-directory': 'reports', 'file-format': 'JUNITXML' }],
      ]);
      expect(may(project, 'codebuild:CreateReport', `${project}ReportGroup.Arn`)).toBe(true);
      expect(may(project, 'codebuild:CreateReportGroup', `${project}ReportGroup.Arn`)).toBe(false);
      expect(properties(`${project}ReportGroup`)).toMatchObject({
        Type: 'TEST',
        ExportConfig: { ExportConfigType: 'S3', S3Destination: { Bucket: 'Artifacts', Path: 'reports' } },
      });
    },
  );

  it('run in the image that the form names, each application in its own', () => {
    const answers = { BackendBuildImage: 'aws/codebuild/standard:7.0', FrontendBuildImage: 'node:24' };
    const image = (project: string) => properties(project, answers).Environment as { readonly Image: string };
    for (const project of ['BackendBuild', 'BackendUnitTests', 'BackendInfrastructureTests']) {
      expect(image(project).Image).toBe('aws/codebuild/standard:7.0');
    }
    expect(image('FrontendTests').Image).toBe('node:24');
    expect(image('FrontendImage').Image).toMatch(/^aws\/codebuild\//);
  });

  it('run on machines of the size that the form names', () => {
    expect(properties('BackendBuild', { BuildSize: 'LARGE' })).toHaveProperty(
      'Environment.ComputeType',
      'BUILD_GENERAL1_LARGE',
    );
  });
});

describe('the catalog', () => {
  it('is tested and published on request only', () => {
    expect(Object.keys(launch().resources).filter((id) => id.startsWith('Catalog'))).toEqual([]);
  });

  it('is published with the roles of cdk bootstrap, of the qualifier that the form names', () => {
    const role = (qualifier: string) =>
      `arn:aws:iam::111122223333:role/cdk-${qualifier}-deploy-role-111122223333-eu-central-1`;
    expect(may('CatalogPublish', 'sts:AssumeRole', role('hnb659fds'))).toBe(true);
    expect(may('CatalogPublish', 'sts:AssumeRole', role('other'))).toBe(false);
    expect(may('CatalogPublish', 'sts:AssumeRole', 'arn:aws:iam::111122223333:role/Administrator')).toBe(false);
    expect(may('CatalogTests', 'sts:AssumeRole', role('hnb659fds'))).toBe(false);
  });

  it('is published by the command that a person would type', () => {
    const { commands } = buildSpec('CatalogPublish', { CatalogRepository }).phases.build;
    expect(commands).toEqual(['npm ci', 'npm run catalog -- publish --yes']);
  });
});
