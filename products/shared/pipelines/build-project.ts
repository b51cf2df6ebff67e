import { type CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import { CfnProject, CfnReportGroup } from 'aws-cdk-lib/aws-codebuild';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import { serviceRole } from '../access/service-role';
import { ownArn } from '../own-arn';
import type { ArtifactBucket } from './artifacts';
import { pullBuildImage } from './build-image';
import type { Encryption } from './encryption';

/** Settings that all the projects of an environment have in common. */
export interface BuildSettings {
  /** Name of the environment. */
  readonly environment: string;
  readonly artifacts: ArtifactBucket;
  readonly encryption: Encryption;
  /** Of logs. */
  readonly retentionInDays: number;
  /** `BUILD_GENERAL1_SMALL` and so on. */
  readonly computeType: string;
}

/** Build project: its image, its commands, and what goes on to the next stage. */
export interface BuildProjectProps extends BuildSettings {
  /** Name of the project after `bellyfed-<environment>-`: `backend-build`. */
  readonly name: string;
  readonly description: string;
  /** Container image that it runs in. */
  readonly image: string;
  /** Condition that holds when the image is one of CodeBuild's own. @default - it is */
  readonly isCurated?: CfnCondition;
  /** Whether it builds images itself, which takes a privileged container. @default false */
  readonly buildsImages?: boolean;
  /** Whether it keeps a report of the tests, from the JUnit files under `reports/`. @default false */
  readonly reportsTests?: boolean;
  /** Commands for Bash, none of which counts on what another leaves in the shell; the first that fails ends the build. */
  readonly commands: readonly string[];
  /** Version of Node.js for images of AWS, which hold several. @default - what the image has */
  readonly nodeVersion?: number;
  /** Patterns of the files that go on to the next stage, from the root of the source. @default - none */
  readonly artifactFiles?: readonly string[];
  /** Patterns of files that don't. @default - none */
  readonly exceptFiles?: readonly string[];
  /** Variables of the build. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Statements of the role beyond reading and writing artifacts, logs and reports. @default - nothing */
  readonly statements?: readonly (object | IResolvable)[];
  /** Name of the role. @default - one that CloudFormation makes up */
  readonly roleName?: string;
  /** @default 60 */
  readonly timeoutInMinutes?: number;
}

/** A CodeBuild project of a pipeline, with a role, a log group and, for tests, a report group of its own. */
export class BuildProject extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: BuildProjectProps) {
    super(scope, id);
    const { environment, artifacts, encryption, reportsTests = false, variables = {} } = props;
    const name = `bellyfed-${environment}-${props.name}`;
    const logGroup = new CfnLogGroup(this, 'LogGroup', {
      retentionInDays: props.retentionInDays,
      kmsKeyId: encryption.keyArn,
    });
    const reports = reportsTests ? [this.reportGroup(`${name}-tests`, props)] : [];
    this.arn = ownArn('codebuild', `project/bellyfed-\${Environment}-${props.name}`, { Environment: environment });
    const role = serviceRole(this, 'Role', {
      roleName: props.roleName,
      description: `${props.description}, in the environment ${environment}`,
      service: 'codebuild.amazonaws.com',
      sourceArn: this.arn,
      statements: [
        {
          Sid: 'Logs',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: logGroup.attrArn,
        },
        {
          Sid: 'Artifacts',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
          Resource: `${artifacts.arn}/*`,
        },
        // https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html
        {
          Sid: 'ArtifactBucket',
          Effect: 'Allow',
          Action: ['s3:GetBucketAcl', 's3:GetBucketLocation'],
          Resource: artifacts.arn,
        },
        encryption.usableForArtifacts,
        ...reports.map(({ attrArn }) => ({
          Sid: 'Reports',
          Effect: 'Allow',
          Action: ['codebuild:BatchPutTestCases', 'codebuild:CreateReport', 'codebuild:UpdateReport'],
          Resource: attrArn,
        })),
        ...(props.isCurated ? pullBuildImage(props.image) : []),
        ...(props.statements ?? []),
      ],
    });
    const project = new CfnProject(this, 'Resource', {
      name,
      description: props.description,
      serviceRole: role.attrArn,
      source: { type: 'CODEPIPELINE', buildSpec: buildSpec(props, reports[0]?.attrArn) },
      artifacts: { type: 'CODEPIPELINE' },
      encryptionKey: encryption.keyArn,
      environment: {
        type: 'LINUX_CONTAINER',
        computeType: props.computeType,
        image: props.image,
        imagePullCredentialsType: pullCredentials(props),
        privilegedMode: props.buildsImages ?? false,
        environmentVariables: Object.entries(variables).map(([key, value]) => ({ name: key, value })),
      },
      logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: logGroup.ref } },
      timeoutInMinutes: props.timeoutInMinutes ?? 60,
      // Whoever waits in the queue longer than that has been forgotten.
      queuedTimeoutInMinutes: 60,
    });
    this.name = project.ref;
  }

  private reportGroup(name: string, { artifacts, encryption }: BuildProjectProps): CfnReportGroup {
    return new CfnReportGroup(this, 'ReportGroup', {
      name,
      type: 'TEST',
      deleteReports: true,
      exportConfig: {
        exportConfigType: 'S3',
        s3Destination: {
          bucket: artifacts.name,
          path: 'reports',
          packaging: 'ZIP',
          encryptionKey: encryption.keyArn,
        },
      },
    });
  }
}

/**
 * Whose permission pulls the image: CodeBuild's own for an image of CodeBuild, as it must be, else the project's role, which
 * a private image asks for and a public one doesn't mind.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html
 */
function pullCredentials({ isCurated }: BuildProjectProps): string {
  if (isCurated === undefined) return 'CODEBUILD';
  return Fn.conditionIf(isCurated.logicalId, 'CODEBUILD', 'SERVICE_ROLE').toString();
}

/**
 * The project's buildspec, in YAML since people read it in the console. It names the report group by its ARN: by a name,
 * CodeBuild would make another one. https://docs.aws.amazon.com/codebuild/latest/userguide/test-report-group-naming.html
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
function buildSpec(props: BuildProjectProps, reportGroupArn?: string): string {
  const { commands, nodeVersion, artifactFiles, exceptFiles } = props;
  const junit = { files: ['**/*.xml'], 'base-directory': 'reports', 'file-format': 'JUNITXML' };
  const spec = {
    version: 0.2,
    env: { shell: 'bash' },
    phases: {
      ...(nodeVersion && { install: { 'runtime-versions': { nodejs: nodeVersion } } }),
      build: { commands },
    },
    ...(reportGroupArn && { reports: { [reportGroupArn]: junit } }),
    ...(artifactFiles && { artifacts: { files: artifactFiles, 'exclude-paths': exceptFiles } }),
  };
  return stringify(spec, { lineWidth: 0 });
}
