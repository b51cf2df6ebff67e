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
import { publishingSizes } from './sizes';

/** Questions of the form, after the environment's. */
export const publishingParameters = {
  Connection: connectionQuestions,
  'The catalog': {
    CatalogRepository: repository(
      'Repository',
      'Repository of the service catalog. Leave it empty for no pipeline: it can be named later, in an update.',
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
  Publishing: {
    NotificationEmail: {
      ...notificationEmail,
      example: 'platform@example.com',
      description:
        'Gets an e-mail when the pipeline fails, succeeds, or waits for the approval that comes before every ' +
        'publishing, once it has confirmed the subscription. Another address later hears nothing until it has confirmed ' +
        'its own. Needed in staging and prod with a repository.',
    },
    BuildSize: buildSize,
  },
  'Retention and encryption': {
    Retention: byType(publishingSizes, 'logRetentionDays', {
      ...retention,
      description: 'How long artifacts and logs of builds are kept.',
    }),
    KeyArn: {
      ...keyArn,
      description:
        'KMS key of this region that encrypts artifacts, logs and notifications. Its policy must let this account, ' +
        'CloudWatch Logs of this region and codestar-notifications.amazonaws.com use it. Empty: the keys that AWS keeps ' +
        'in this account, and a new one for the notifications. It is fixed once launched.',
    },
  },
} satisfies ParameterGroups;
