import { byType, type ParameterGroups } from '../../catalog/product';
import { keyArn } from '../shared/form/questions';
import { deliverySizes } from './sizes';

const repository = (label: string, description: string, example: string) => ({
  label,
  description,
  default: '',
  example,
  allowedPattern: '^$|^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$',
  maxLength: 255,
  constraintDescription: 'Type the owner and the name of a repository, for example bellyfed/web, or leave it empty.',
});

const branch = {
  label: 'Branch',
  description: 'A push to this branch starts the pipeline.',
  default: 'main',
  example: 'release/2.0',
  allowedPattern: '^[A-Za-z0-9][A-Za-z0-9_./-]*$',
  maxLength: 255,
  constraintDescription: 'Type the name of a branch, without wildcards.',
};

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
    'A public image, one of AWS CodeBuild (aws/codebuild/...), or one of an ECR repository whose policy lets ' +
    'codebuild.amazonaws.com pull. It must hold what the build needs; the default holds Node.js 22.',
  default: 'public.ecr.aws/docker/library/node:22',
  example: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
  allowedPattern: '^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$',
  maxLength: 255,
  constraintDescription: 'Type an image with a tag or a digest: repository:tag or repository@sha256:digest.',
};

/** The questions of the delivery product's form, after the environment's. */
export const deliveryParameters = {
  Connection: {
    ConnectionArn: {
      label: 'Connection to the repositories',
      description:
        'ARN of an approved connection (CodeConnections) of this account and region. Leave it empty to have one made: ' +
        'it waits until you approve it in the console (Developer Tools, Settings, Connections).',
      default: '',
      example: 'arn:aws:codeconnections:eu-central-1:111122223333:connection/0c6a2c5e-1a86-4d4c-9f4e-6b2b5f0c4f11',
      allowedPattern: '^$|^arn:aws[a-z-]*:codeconnections:[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]{36}$',
      constraintDescription:
        'Type the ARN of a connection of codeconnections, or leave it empty. One whose ARN says codestar-connections is ' +
        'of an older kind: make a new one.',
    },
    SourceProvider: {
      label: 'Where the repositories are',
      description: 'For the connection that is made. Only counts without a connection of your own.',
      allowedValues: ['GitHub', 'GitLab', 'Bitbucket'],
      default: 'GitHub',
      constraintDescription: 'Choose GitHub, GitLab or Bitbucket.',
    },
  },
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
  'The catalog itself': {
    CatalogRepository: repository(
      'Repository',
      'Repository of this service catalog. Name it in the one environment whose pipeline tests and publishes the ' +
        'catalog; leave it empty everywhere else.',
      'bellyfed/service-catalog',
    ),
    CatalogBranch: branch,
    BootstrapQualifier: {
      label: 'Qualifier of the CDK bootstrap',
      description:
        'Part of the names of the roles that "cdk bootstrap" made in this account, and that publishing takes on.',
      default: 'hnb659fds',
      example: 'bellyfed',
      allowedPattern: '^[A-Za-z0-9_-]{1,10}$',
      constraintDescription: 'Type the qualifier: up to 10 letters, digits, hyphens and underscores.',
    },
  },
  Deployment: {
    NotificationEmail: {
      label: 'Address for notifications',
      description:
        'Gets an e-mail when a pipeline fails, succeeds, or waits for an approval, once it has confirmed the ' +
        'subscription. Needed in prod with a pipeline, since somebody has to approve.',
      default: '',
      example: 'delivery@example.com',
      allowedPattern: '^$|^[^@ ]+@[^@ ]+[.][^@ ]+$',
      maxLength: 254,
      constraintDescription: 'Type an e-mail address, or leave it empty.',
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
    BuildSize: {
      label: 'Size of the build machines',
      description: 'SMALL: 2 vCPU and 4 GB; MEDIUM: 4 and 8; LARGE: 8 and 16. Charged by the minute.',
      allowedValues: ['SMALL', 'MEDIUM', 'LARGE'],
      default: 'SMALL',
      constraintDescription: 'Choose SMALL, MEDIUM or LARGE.',
    },
  },
  'Retention and encryption': {
    Retention: byType(deliverySizes, 'logRetentionDays', {
      label: 'Retention in days',
      description: 'How long artifacts, reports and logs of builds are kept. Images are kept longer: the newest 100.',
      allowedValues: ['7', '14', '30', '90', '365', '731'],
      constraintDescription: 'Choose by-type or a number of days from the list.',
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
