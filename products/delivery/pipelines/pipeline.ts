import type { IResolvable } from 'aws-cdk-lib';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CfnNotificationRule } from 'aws-cdk-lib/aws-codestarnotifications';
import { Construct } from 'constructs';
import { ownArn } from '../../shared/own-arn';
import type { BuildProject } from '../projects/build-project';
import { serviceRole } from '../service-role';
import { SOURCE, type Source, sourceStage, sourceTriggers } from '../source/pipeline-source';
import type { ArtifactBucket } from '../storage/artifacts';
import type { Encryption } from '../storage/encryption';
import type { NotificationTopic } from '../storage/notifications';
import { actionOf, type Step } from './pipeline-steps';

/** Properties of `Pipeline`. */
export interface PipelineProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the pipeline after `bellyfed-<environment>-`: `backend`. */
  readonly name: string;
  readonly source: Source;
  /** What follows the source: names of stages, each with its steps. */
  readonly stages: Readonly<Record<string, readonly Step[]>>;
  readonly artifacts: ArtifactBucket;
  readonly encryption: Encryption;
  readonly notifications: NotificationTopic;
}

/**
 * A pipeline of the second version: it starts by a push to its branch, runs its stages one after the other, and tells
 * the topic how it went and when it waits for an approval. A newer push overtakes one that waits.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-types.html
 */
export class Pipeline extends Construct {
  /** Known before the pipeline is there. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id);
    const { environment, source, stages, artifacts, encryption, notifications } = props;
    this.name = `bellyfed-${environment}-${props.name}`;
    const arn = ownArn('codepipeline', `bellyfed-\${Environment}-${props.name}`, { Environment: environment });
    const projects = Object.values(stages).flatMap((steps) =>
      steps.flatMap((step) => ('project' in step ? step.project : [])),
    );
    const role = serviceRole(this, 'Role', {
      description: `Runs the pipeline ${props.name} of the environment ${environment}`,
      service: 'codepipeline.amazonaws.com',
      sourceArn: arn,
      statements: [...pipelineStatements(source, projects, artifacts), encryption.usableForArtifacts],
    });
    const pipeline = new CfnPipeline(this, 'Resource', {
      name: this.name,
      pipelineType: 'V2',
      executionMode: 'SUPERSEDED',
      roleArn: role.attrArn,
      artifactStore: {
        type: 'S3',
        location: artifacts.name,
        encryptionKey: { type: 'KMS', id: encryption.keyOfArtifacts },
      },
      triggers: sourceTriggers(source),
      stages: [
        sourceStage(source),
        ...Object.entries(stages).map(([name, steps]) => ({ name, actions: steps.map(actionOf) })),
      ],
    });

    const rule = new CfnNotificationRule(this, 'Notifications', {
      name: this.name,
      resource: arn,
      detailType: 'FULL',
      eventTypeIds: [
        'codepipeline-pipeline-manual-approval-needed',
        'codepipeline-pipeline-pipeline-execution-failed',
        'codepipeline-pipeline-pipeline-execution-succeeded',
      ],
      targets: [{ targetType: 'SNS', targetAddress: notifications.arn }],
    });
    rule.addResourceDependency(pipeline);
    rule.addResourceDependency(notifications.policy);
  }
}

/** What a pipeline does itself: read its source, keep artifacts, run its projects. */
function pipelineStatements(
  { connectionArn, repository }: Source,
  projects: readonly BuildProject[],
  artifacts: ArtifactBucket,
): (object | IResolvable)[] {
  return [
    {
      Sid: SOURCE,
      Effect: 'Allow',
      Action: 'codeconnections:UseConnection',
      Resource: connectionArn,
      // The connection may reach more: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodeconnections.html
      Condition: { 'ForAllValues:StringEquals': { 'codeconnections:FullRepositoryId': repository } },
    },
    {
      Sid: 'Artifacts',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      Resource: `${artifacts.arn}/*`,
    },
    {
      Sid: 'ArtifactBucket',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:GetBucketVersioning'],
      Resource: artifacts.arn,
    },
    {
      Sid: 'Builds',
      Effect: 'Allow',
      Action: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'],
      Resource: [...new Set(projects.map(({ arn }) => arn))],
    },
  ];
}
