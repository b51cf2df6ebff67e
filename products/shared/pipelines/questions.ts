import type { ParameterDefinition } from '../../../catalog/product';

/** Questions about the connection to the repositories. */
export const connectionQuestions = {
  ConnectionArn: {
    label: 'Connection to the repositories',
    description:
      'ARN of an approved connection (CodeConnections) of this account and region. Leave it empty to have one made: ' +
      'it waits until you approve it in the console (Developer Tools, Settings, Connections).',
    default: '',
    example: 'arn:aws:codeconnections:eu-central-1:111122223333:connection/0c6a2c5e-1a86-4d4c-9f4e-6b2b5f0c4f11',
    // Those that were made before 2024 keep the older prefix: https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
    allowedPattern:
      '^$|^arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]{36}$',
    constraintDescription:
      'Type the ARN of a connection, of codeconnections or codestar-connections, or leave it empty.',
  },
  SourceProvider: {
    label: 'Where the repositories are',
    description:
      'For the connection that is made. Only counts without a connection of your own. Another answer later means another ' +
      'connection, which waits for an approval again.',
    allowedValues: ['GitHub', 'GitLab', 'Bitbucket'],
    default: 'GitHub',
    constraintDescription: 'Choose GitHub, GitLab or Bitbucket.',
  },
} satisfies Record<string, ParameterDefinition>;

/** Question for a repository, or none. */
export function repository(label: string, description: string, example: string) {
  return {
    label,
    description,
    default: '',
    example,
    allowedPattern: '^$|^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$',
    maxLength: 255,
    constraintDescription: 'Type the owner and the name of a repository, for example bellyfed/web, or leave it empty.',
  } satisfies ParameterDefinition;
}

/** Question for the branch whose pushes start a pipeline. */
export const branch = {
  label: 'Branch',
  description: 'A push to this branch starts the pipeline.',
  default: 'main',
  example: 'release/2.0',
  allowedPattern: '^[A-Za-z0-9][A-Za-z0-9_./-]*$',
  maxLength: 255,
  constraintDescription: 'Type the name of a branch, without wildcards.',
} satisfies ParameterDefinition;

/** Question for the address that pipelines report to, or none. */
export const notificationEmail = {
  label: 'Address for notifications',
  default: '',
  example: 'delivery@example.com',
  allowedPattern: '^$|^[^@ ]+@[^@ ]+[.][^@ ]+$',
  maxLength: 254,
  constraintDescription: 'Type an e-mail address, or leave it empty.',
} satisfies Partial<ParameterDefinition>;

/** Question for the size of the machines that projects run on. */
export const buildSize = {
  label: 'Size of the build machines',
  description: 'SMALL: 2 vCPU and 4 GB; MEDIUM: 4 and 8; LARGE: 8 and 16. Charged by the minute.',
  allowedValues: ['SMALL', 'MEDIUM', 'LARGE'],
  default: 'SMALL',
  constraintDescription: 'Choose SMALL, MEDIUM or LARGE.',
} satisfies ParameterDefinition;

/** Question for the days that artifacts and logs are kept; the sizes of the product answer it by type. */
export const retention = {
  label: 'Retention in days',
  allowedValues: ['7', '14', '30', '90', '365', '731'],
  constraintDescription: 'Choose by-type or a number of days from the list.',
} as const;
