import { byType, type ParameterGroups } from '../../catalog/product';
import { keyArn } from '../shared/form/questions';
import {
  branch,
  buildSize,
  connectionQuestions,
  notificationEmail,
  repository,
  retention,
} from '../shared/pipelines/questions';
import { deliverySizes } from './sizes';

/** CodePipeline takes eight patterns a filter: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const paths = (example: string) => ({
  label: 'Files that matter',
  description:
    'Only pushes that change one of these files start the pipeline: up to eight patterns, comma-joined, without spaces. ' +
    'Useful where several applications share a repository. Leave it empty for all files.',
  default: '',
  example,
  allowedPattern: '^$|^[A-Za-z0-9_./*-]+(,[A-Za-z0-9_./*-]+){0,7}$',
  maxLength: 1000,
  constraintDescription:
    'Type up to eight patterns such as web/**, joined by commas without spaces, or leave it empty.',
});

const buildImage = {
  label: 'Image that builds and tests run in',
  description:
    'A public image, one of AWS CodeBuild (aws/codebuild/...), or one of an ECR repository of this account and region. ' +
    'It must hold what the build needs; the default holds Node.js 22.',
  default: 'public.ecr.aws/docker/library/node:22',
  example: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
  allowedPattern: '^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$',
  maxLength: 255,
  constraintDescription: 'Type an image with a tag or a digest: repository:tag or repository@sha256:digest.',
};

/** Questions of delivery's form, after the environment's. */
export const deliveryParameters = {
  Connection: connectionQuestions,
  'Back end': {
    BackendRepository: repository(
      'Repository',
      'Repository of the back end, which also says which versions and parameters the tiers of this environment have ' +
        '(deployment.json). Leave it empty for no pipeline: it can be named later, in an update.',
      'bellyfed/platform',
    ),
    BackendBranch: branch,
    BackendPaths: paths('backend/**,deployment.json'),
    BackendBuildImage: buildImage,
  },
  'Web application': {
    FrontendRepository: repository(
      'Repository',
      'Repository of the web application, with a Dockerfile. Leave it empty for no pipeline: it can be named later, in ' +
        'an update.',
      'bellyfed/web',
    ),
    FrontendBranch: branch,
    FrontendPaths: paths('web/**'),
    FrontendBuildImage: buildImage,
  },
  Deployment: {
    NotificationEmail: {
      ...notificationEmail,
      description:
        'Gets an e-mail when a pipeline fails, succeeds, or waits for an approval, once it has confirmed the ' +
        'subscription. Another address later hears nothing until it has confirmed its own. Needed in prod with a ' +
        'pipeline, since somebody has to approve.',
    },
    AllowReplacement: {
      label: 'Deployments may replace or remove what holds data',
      description:
        'With no, a deployment stops before it removes or replaces a database, a table, a bucket, a file system or the ' +
        'like. Say yes for the one deployment that is meant to, then no again.',
      allowedValues: ['no', 'yes'],
      default: 'no',
      constraintDescription: 'Choose yes or no.',
    },
    BuildSize: buildSize,
  },
  'Retention and encryption': {
    Retention: byType(deliverySizes, 'logRetentionDays', {
      ...retention,
      description: 'How long artifacts, reports and logs of builds are kept. Images are kept longer: the newest 100.',
    }),
    KeyArn: {
      ...keyArn,
      description:
        'KMS key of this region that encrypts images, artifacts, logs and notifications. Its policy must let this ' +
        'account, CloudWatch Logs of this region and codestar-notifications.amazonaws.com use it. Empty: the keys that ' +
        'AWS keeps in this account, and a new one for the notifications. It is fixed once launched.',
    },
  },
} satisfies ParameterGroups;
