import type { IResolvable } from 'aws-cdk-lib';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CfnNotificationRule } from 'aws-cdk-lib/aws-codestarnotifications';
import { Construct } from 'constructs';
import { serviceRole } from '../access/service-role';
import { ownArn } from '../own-arn';
import type { ArtifactBucket } from './artifacts';
import type { BuildProject } from './build-project';
import type { Encryption } from './encryption';
import type { NotificationTopic } from './notifications';
import { SOURCE, type Source, sourceStage, sourceTriggers } from './pipeline-source';
import { actionOf, type Stages } from './pipeline-steps';

/** Pipeline: its source, its stages, and where it reports to. */
export interface PipelineProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the pipeline after `bellyfed-<environment>-`: `backend`. */
  readonly name: string;
  readonly source: Source;
  readonly stages: Stages;
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
        encryptionKey: encryption.ofArtifactStore,
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

/**
 * Statements of a pipeline's own role: read its source, keep artifacts, run its projects.
 *
 * A connection's ARN begins with either prefix, and IAM asks for the action of the same prefix; the resource is the one
 * connection, so the action of the other prefix allows nothing.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
 * @see https://repost.aws/knowledge-center/codepipeline-access-denied-errors for the artifacts' bucket
 */
function pipelineStatements(
  { connectionArn, repository }: Source,
  projects: readonly BuildProject[],
  artifacts: ArtifactBucket,
): (object | IResolvable)[] {
  return [
    {
      Sid: SOURCE,
      Effect: 'Allow',
      Action: ['codeconnections:UseConnection', 'codestar-connections:UseConnection'],
      Resource: connectionArn,
      // The connection may reach more: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodeconnections.html
      Condition: {
        'ForAllValues:StringEquals': {
          'codeconnections:FullRepositoryId': repository,
          'codestar-connections:FullRepositoryId': repository,
        },
      },
    },
    {
      Sid: 'Artifacts',
      Effect: 'Allow',
      Action: [
        's3:GetObject',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionTagging',
        's3:PutObject',
        's3:PutObjectAcl',
        's3:PutObjectTagging',
      ],
      Resource: `${artifacts.arn}/*`,
    },
    {
      Sid: 'ArtifactBucket',
      Effect: 'Allow',
      Action: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
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
