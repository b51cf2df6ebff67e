import { decide } from '../../../../catalog/permissions';
import { buildSpec } from '../buildspec';
import { idsOf, policyOf, properties, statementsOf } from '../launch';

const projects = idsOf('AWS::CodeBuild::Project');

const policy = (project: string) => policyOf(`${project}Role`);
const may = (project: string, action: string, resource: string) =>
  decide([policy(project)], { action, resource }) === 'allowed';

/** Services that a project's role may call. */
const services = (project: string) =>
  new Set(
    statementsOf(`${project}Role`)
      .flatMap(({ Action = [] }) => Action)
      .map((action) => action.split(':')[0]),
  );

describe.each(projects)('the project %s', (project) => {
  it('has a role of its own, which no other project can use', () => {
    const { Name, ServiceRole } = properties(project);
    expect(ServiceRole).toBe(`${project}Role.Arn`);
    expect(properties(`${project}Role`)).toHaveProperty('AssumeRolePolicyDocument.Statement', [
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
    expect(properties(project)).toHaveProperty('LogsConfig.CloudWatchLogs.GroupName', `${project}LogGroup`);
    expect(may(project, 'logs:PutLogEvents', `${project}LogGroup.Arn`)).toBe(true);
    expect(may(project, 'logs:CreateLogGroup', `${project}LogGroup.Arn`)).toBe(false);
  });

  it('is privileged only if it builds images', () => {
    expect(properties(project)).toHaveProperty('Environment.PrivilegedMode', project === 'FrontendImage');
  });
});

test('code of a repository runs in projects that may do nothing in the account', () => {
  for (const project of ['BackendBuild', 'BackendUnitTests', 'BackendInfrastructureTests', 'FrontendTests']) {
    // ecr: the image that they run in, which CodeBuild pulls by their role.
    const others = [...services(project)].filter(
      (service) => !['logs', 's3', 'codebuild', 'ecr'].includes(service ?? ''),
    );
    expect(others).toEqual([]);
    expect(may(project, 'ecr:PutImage', 'Images.Arn')).toBe(false);
  }
});

// The six actions of https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
test('images may be pushed, by the project that builds them only', () => {
  const pushing = ['BatchCheckLayerAvailability', 'BatchGetImage', 'CompleteLayerUpload', 'InitiateLayerUpload'];
  for (const action of [...pushing, 'PutImage', 'UploadLayerPart']) {
    expect([action, may('FrontendImage', `ecr:${action}`, 'Images.Arn')]).toEqual([action, true]);
  }
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
    const updates = (level: string) =>
      decide([policy('Deploy')], {
        action: 'servicecatalog:UpdateProvisionedProduct',
        resource: '*',
        context: { 'servicecatalog:accountLevel': level },
      });
    expect([updates('self'), updates('111122224444')]).toEqual(['allowed', 'implicitDeny']);
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

  // "When you use a cross-account or private registry image, you must use SERVICE_ROLE credentials. When you use an AWS
  // CodeBuild curated image, you must use CODEBUILD": https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html
  it.each([
    ['aws/codebuild/standard:7.0', 'CODEBUILD'],
    ['public.ecr.aws/docker/library/node:22', 'SERVICE_ROLE'],
    ['111122223333.dkr.ecr.eu-central-1.amazonaws.com/aws/codebuild/standard:7.0', 'SERVICE_ROLE'],
  ])('pull %s with the credentials that AWS asks for: %s', (image, credentials) => {
    const pulled = (project: string) =>
      properties(project, { BackendBuildImage: image, FrontendBuildImage: image }).Environment;
    for (const project of ['BackendBuild', 'FrontendTests']) {
      expect(pulled(project)).toMatchObject({ Image: image, ImagePullCredentialsType: credentials });
    }
    for (const project of ['FrontendImage', 'Deploy']) {
      expect(pulled(project)).toMatchObject({ ImagePullCredentialsType: 'CODEBUILD' });
    }
  });

  it.each([
    ['111122223333.dkr.ecr.eu-central-1.amazonaws.com/team/build:1', 'team/build'],
    [`111122223333.dkr.ecr.eu-central-1.amazonaws.com/build@sha256:${'0'.repeat(64)}`, 'build'],
    ['public.ecr.aws/docker/library/node:22', undefined],
    ['aws/codebuild/standard:7.0', undefined],
  ])('pull the image that they run in from ECR, and no other: %s', (image, own) => {
    const pulled = ['team/build', 'build', 'team', 'bellyfed-two-web-1'].filter((name) =>
      ['BatchGetImage', 'GetDownloadUrlForLayer'].every(
        (action) =>
          decide([policyOf('BackendBuildRole', { BackendBuildImage: image })], {
            action: `ecr:${action}`,
            resource: `arn:aws:ecr:eu-central-1:111122223333:repository/${name}`,
          }) === 'allowed',
      ),
    );
    expect(pulled).toEqual(own === undefined ? [] : [own]);
  });

  it('run on machines of the size that the form names', () => {
    expect(properties('BackendBuild', { BuildSize: 'LARGE' })).toHaveProperty(
      'Environment.ComputeType',
      'BUILD_GENERAL1_LARGE',
    );
  });
});
