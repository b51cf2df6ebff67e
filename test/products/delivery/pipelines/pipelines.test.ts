import { decide } from '../../../../catalog/permissions';
import { idsOf, KeyArn, launch, pipelines, policyOf, properties, statementsOf } from '../launch';

interface Action {
  readonly Name: string;
  readonly RunOrder?: number;
  readonly ActionTypeId: { readonly Category: string; readonly Provider: string };
  readonly Configuration: Readonly<Record<string, string>>;
  readonly InputArtifacts?: readonly { readonly Name: string }[];
  readonly OutputArtifacts?: readonly { readonly Name: string }[];
}

interface Stage {
  readonly Name: string;
  readonly Actions: readonly Action[];
}

const all = pipelines;
const stages = (id: string, answers: Readonly<Record<string, string>> = {}) =>
  properties(id, { ...all, ...answers }).Stages as unknown as readonly Stage[];
const outline = (id: string, answers?: Readonly<Record<string, string>>) =>
  stages(id, answers).map(({ Name, Actions }) => `${Name}: ${Actions.map((action) => action.Name).join(', ')}`);

test('without a repository there is everything but the pipelines', () => {
  expect(idsOf('AWS::CodePipeline::Pipeline')).toEqual([]);
  expect(idsOf('AWS::CodeStarNotifications::NotificationRule')).toEqual([]);
  expect(idsOf('AWS::CodeBuild::Project')).toEqual([
    'BackendBuild',
    'BackendUnitTests',
    'BackendInfrastructureTests',
    'FrontendTests',
    'FrontendImage',
    'Deploy',
  ]);
  expect(launch().outputs).toMatchObject({
    RepositoryName: { value: 'Images' },
    ArtifactBucketName: { value: 'Artifacts' },
    NotificationTopicArn: { value: 'Notifications' },
  });
});

test('each repository has its pipeline', () => {
  expect(idsOf('AWS::CodePipeline::Pipeline', { FrontendRepository: 'bellyfed/web' })).toEqual(['FrontendPipeline']);
  expect(idsOf('AWS::CodePipeline::Pipeline', all)).toEqual(['BackendPipeline', 'FrontendPipeline']);
});

test('what others import stays the same when repositories are named later', () => {
  const exported = (answers: Record<string, string>) =>
    Object.entries(launch(answers).outputs).filter(([, output]) => output.exportName !== undefined);
  expect(exported({})).toHaveLength(7);
  expect(exported(all)).toEqual(exported({}));
  expect(launch().outputs.BackendPipelineName?.value).toBe(properties('BackendPipeline', all).Name);
  expect(launch().outputs.FrontendPipelineName?.value).toBe(properties('FrontendPipeline', all).Name);
});

describe.each([
  ['backend', 'BackendPipeline', 'bellyfed/platform'],
  ['frontend', 'FrontendPipeline', 'bellyfed/web'],
])('the pipeline %s', (name, id, repository) => {
  it('is of the second version, and keeps its artifacts encrypted', () => {
    expect(properties(id, all)).toMatchObject({
      Name: `bellyfed-one-${name}`,
      PipelineType: 'V2',
      ArtifactStore: { Type: 'S3', Location: 'Artifacts' },
    });
    expect(properties(id, { ...all, KeyArn })).toHaveProperty('ArtifactStore.EncryptionKey', {
      Type: 'KMS',
      Id: KeyArn,
    });
  });

  it('reads its repository, and no other of the connection', () => {
    expect(stages(id)[0]?.Actions[0]).toMatchObject({
      ActionTypeId: { Provider: 'CodeStarSourceConnection' },
      Configuration: { ConnectionArn: 'ConnectionOwn', FullRepositoryId: repository, BranchName: 'main' },
    });
    const uses = (FullRepositoryId: string) =>
      decide([policyOf(`${id}Role`, all)], {
        action: 'codeconnections:UseConnection',
        resource: 'ConnectionOwn',
        context: { 'codeconnections:FullRepositoryId': FullRepositoryId },
      });
    expect([uses(repository), uses('bellyfed/other')]).toEqual(['allowed', 'implicitDeny']);
  });

  // "the service prefix needs to match that of the resource": https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
  it.each(['codeconnections', 'codestar-connections'])(
    'reads it through a connection of %s too, and no other',
    (prefix) => {
      const ConnectionArn = `arn:aws:${prefix}:eu-central-1:111122223333:connection/0c6a2c5e-1a86-4d4c-9f4e-6b2b5f0c4f11`;
      const uses = (resource: string, FullRepositoryId: string) =>
        decide([policyOf(`${id}Role`, { ...all, ConnectionArn })], {
          action: `${prefix}:UseConnection`,
          resource,
          context: { [`${prefix}:FullRepositoryId`]: FullRepositoryId },
        });
      expect(uses(ConnectionArn, repository)).toBe('allowed');
      expect(uses(ConnectionArn, 'bellyfed/other')).toBe('implicitDeny');
      expect(uses(ConnectionArn.replace('0c6a', '1c6a'), repository)).toBe('implicitDeny');
    },
  );

  // AWS's minimum for a pipeline's bucket: https://repost.aws/knowledge-center/codepipeline-access-denied-errors
  it('may do with its bucket, and no other, what AWS lists', () => {
    const may = (action: string, resource: string) =>
      decide([policyOf(`${id}Role`, all)], { action: `s3:${action}`, resource }) === 'allowed';
    for (const action of ['GetBucketVersioning', 'GetBucketAcl', 'GetBucketLocation']) {
      expect([action, may(action, 'Artifacts.Arn'), may(action, 'Other.Arn')]).toEqual([action, true, false]);
    }
    const onObjects = ['PutObject', 'PutObjectAcl', 'PutObjectTagging', 'GetObject', 'GetObjectVersion'];
    for (const action of [...onObjects, 'GetObjectTagging', 'GetObjectVersionTagging']) {
      expect([action, may(action, 'Artifacts.Arn/x'), may(action, 'Other.Arn/x')]).toEqual([action, true, false]);
    }
    expect(may('DeleteObject', 'Artifacts.Arn/x')).toBe(false);
  });

  it('runs the projects of its stages, and no other', () => {
    const projects = stages(id).flatMap(({ Actions }) =>
      Actions.flatMap(({ Configuration: { ProjectName = [] } }) => ProjectName),
    );
    const builds = statementsOf(`${id}Role`, all).find(({ Sid }) => Sid === 'Builds');
    const names = [...new Set(projects)].map((project) => properties(project, all).Name);
    expect(builds?.Resource).toEqual(
      names.map((project) => `arn:aws:codebuild:eu-central-1:111122223333:project/${project}`),
    );
  });

  it('hands each stage what an earlier one made', () => {
    const made = new Set<string>();
    for (const { Actions } of stages(id)) {
      for (const { InputArtifacts = [], OutputArtifacts = [] } of Actions) {
        expect(InputArtifacts.every(({ Name }) => made.has(Name))).toBe(true);
        for (const { Name } of OutputArtifacts) made.add(Name);
      }
    }
    expect(made.has('Source')).toBe(true);
  });

  it('tells how it went, and when a person has to approve', () => {
    expect(properties(`${id}Notifications`, all)).toMatchObject({
      Resource: `arn:aws:codepipeline:eu-central-1:111122223333:bellyfed-one-${name}`,
      EventTypeIds: expect.arrayContaining([
        'codepipeline-pipeline-manual-approval-needed',
        'codepipeline-pipeline-pipeline-execution-failed',
      ]),
      Targets: [{ TargetType: 'SNS', TargetAddress: 'Notifications' }],
    });
  });

  it.each([
    ['dev', 0],
    ['test', 0],
    ['staging', 0],
    ['prod', 1],
  ])('asks a person in prod only: %s', (EnvironmentType, approvals) => {
    const actions = stages(id, { EnvironmentType }).flatMap(({ Actions }) => Actions);
    expect(actions.filter(({ ActionTypeId }) => ActionTypeId.Category === 'Approval')).toHaveLength(approvals);
  });
});

test('the back end is built, tested and planned before it is deployed', () => {
  expect(outline('BackendPipeline', { EnvironmentType: 'prod' })).toEqual([
    'Source: Source',
    'Build: Build',
    'Test: UnitTests, InfrastructureTests, Plan',
    'Deploy: Approve, Deploy',
  ]);
});

test('the web application is tested, built under its commit, and planned before it is deployed', () => {
  expect(outline('FrontendPipeline', { EnvironmentType: 'prod' })).toEqual([
    'Source: Source',
    'Test: UnitTests',
    'Build: Image, Plan',
    'Deploy: Approve, Deploy',
  ]);
  const [image] = stages('FrontendPipeline')[2]?.Actions ?? [];
  expect(image?.Configuration.EnvironmentVariables).toBe(
    '[{"name":"COMMIT","value":"#{Source.CommitId}","type":"PLAINTEXT"}]',
  );
});

test('an approval comes before what it is about', () => {
  for (const id of ['BackendPipeline', 'FrontendPipeline']) {
    const orders = stages(id, { EnvironmentType: 'prod' })
      .at(-1)
      ?.Actions.map(({ RunOrder }) => RunOrder);
    expect(orders).toEqual([1, 2]);
  }
});

test('only the last stage deploys; before, the same project plans', () => {
  const modes = (id: string) =>
    stages(id).flatMap(({ Name, Actions }) =>
      Actions.filter(({ Configuration }) => Configuration.ProjectName === 'Deploy').map(
        ({ Configuration }) => `${Name}: ${JSON.parse(Configuration.EnvironmentVariables ?? '[]')[0].value}`,
      ),
    );
  expect(modes('BackendPipeline')).toEqual(['Test: plan', 'Deploy: deploy']);
  expect(modes('FrontendPipeline')).toEqual(['Build: plan', 'Deploy: deploy']);
});

describe('a push', () => {
  it('to the branch starts the pipeline', () => {
    expect(properties('BackendPipeline', { ...all, BackendBranch: 'release/2.0' }).Triggers).toEqual([
      {
        ProviderType: 'CodeStarSourceConnection',
        GitConfiguration: { SourceActionName: 'Source', Push: [{ Branches: { Includes: ['release/2.0'] } }] },
      },
    ]);
  });

  it('of other files doesn’t, where the form names some', () => {
    expect(properties('FrontendPipeline', { ...all, FrontendPaths: 'web/**,package.json' })).toHaveProperty(
      'Triggers.0.GitConfiguration.Push.0.FilePaths',
      { Includes: ['web/**', 'package.json'] },
    );
  });
});

describe('the connection', () => {
  const ConnectionArn =
    'arn:aws:codeconnections:eu-central-1:111122223333:connection/0c6a2c5e-1a86-4d4c-9f4e-6b2b5f0c4f11';

  it('is made, and waits for a person', () => {
    expect(properties('ConnectionOwn', { SourceProvider: 'GitLab' })).toMatchObject({
      ConnectionName: 'bellyfed-one',
      ProviderType: 'GitLab',
    });
    expect(launch().outputs.ConnectionToApprove?.value).toBe('ConnectionOwn');
  });

  it('may be brought instead', () => {
    expect(idsOf('AWS::CodeConnections::Connection', { ConnectionArn })).toEqual([]);
    expect(launch({ ConnectionArn }).outputs.ConnectionToApprove?.value).toBe('none');
    expect(stages('BackendPipeline', { ConnectionArn })[0]?.Actions[0]?.Configuration.ConnectionArn).toBe(
      ConnectionArn,
    );
  });

  it('has a name within the 32 characters that CodeConnections takes', () => {
    const { ConnectionName } = properties('ConnectionOwn', { EnvironmentName: 'a-name-of-21-letters-' });
    expect(String(ConnectionName).length).toBeLessThanOrEqual(32);
  });
});
