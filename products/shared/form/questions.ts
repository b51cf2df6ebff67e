import { type ParameterDefinition, privateBlockConstraint, privateBlockPattern } from '../../../catalog/product';

/**
 * Questions that several forms ask, so that the same thing is called, typed and refused the same everywhere. What
 * follows from the answer differs: its description stands with the form.
 */
type Question = Partial<ParameterDefinition>;

/** An answer, or none. */
const orEmpty = (pattern: string) => `^$|^${pattern}$`;

/** Answers joined by commas, or none. */
const listOf = (one: string) => orEmpty(`${one}(,${one})*`);

/** Name of the environment whose network and data tiers are used; empty for the own ones. */
export const baseEnvironment = {
  label: 'Base environment',
  default: '',
  example: 'shared-dev',
  allowedPattern: orEmpty('[a-z][a-z0-9-]{1,20}'),
  constraintDescription: 'Type the name of an environment, or leave it empty.',
} satisfies Question;

/** Address block of the VPC. */
export const vpcCidr = {
  label: 'Address block of the VPC',
  default: '10.0.0.0/16',
  example: '192.168.4.0/24',
  allowedPattern: privateBlockPattern,
  constraintDescription: privateBlockConstraint,
} satisfies Question;

/** One of the zones that have subnets, or empty to leave the choice to AWS. */
export const zone = (label: string, example: string) =>
  ({
    label,
    default: '',
    example,
    allowedPattern: orEmpty('[a-z]{2}(-[a-z]+)+-[0-9]+[a-z]'),
    constraintDescription: 'Type the name of a zone as AWS writes it, the region and a letter, or leave it empty.',
  }) satisfies Question;

/** Number of zones that have subnets. */
export const zoneCount = {
  label: 'Availability zones',
  allowedValues: ['3', '2'],
  default: '3',
  constraintDescription: 'Choose 3, or 2 in a region that has only two zones.',
} satisfies Question;

/** Domain of the platform, or empty for none. */
export const domainName = {
  label: 'Domain name',
  default: '',
  example: 'dev.example.com',
  allowedPattern: orEmpty('([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}'),
  maxLength: 253,
  constraintDescription: 'Type a domain name in lower case, for example dev.example.com, or leave it empty.',
} satisfies Question;

/** Zone that answers for the domain, or empty to have one made. */
export const hostedZoneId = {
  label: 'Hosted zone id',
  default: '',
  example: 'Z0123456789ABCDEFGHIJ',
  allowedPattern: orEmpty('Z[A-Z0-9]{4,31}'),
  constraintDescription: 'Type the id of a hosted zone, for example Z0123456789ABCDEFGHIJ, or leave it empty.',
} satisfies Question;

/** Whether the registrar names the name servers of the created zone. */
export const domainDelegated = {
  label: 'Domain is delegated to the created zone',
  allowedValues: ['no', 'yes'],
  default: 'no',
  constraintDescription: 'Choose yes once the domain is delegated, else no.',
} satisfies Question;

/** Label that stands before the domain, or empty for the domain itself. */
export const subdomain = {
  label: 'Name below the domain',
  default: '',
  example: 'www',
  allowedPattern: orEmpty('[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'),
  constraintDescription: 'Type one label of lower-case letters, digits and hyphens, or leave it empty.',
} satisfies Question;

const image = '[a-z0-9][a-z0-9._:/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})';
const imageConstraint = 'Type an image with a tag or a digest: repository:tag or repository@sha256:digest';

/** An image that a task runs. */
export const taskImage = {
  allowedPattern: `^${image}$`,
  maxLength: 500,
  constraintDescription: `${imageConstraint}.`,
} satisfies Question;

/** Such an image, or empty for another one that the description names. */
export const optionalTaskImage = {
  ...taskImage,
  default: '',
  allowedPattern: orEmpty(image),
  constraintDescription: `${imageConstraint}, or leave it empty.`,
} satisfies Question;

/** Addresses that a browser may be sent to: HTTPS, or plain HTTP on the own machine, which Cognito insists on. */
export const urls = {
  default: '',
  allowedPattern: listOf('(https://[A-Za-z0-9.-]+(:[0-9]+)?|http://localhost(:[0-9]+)?)(/[A-Za-z0-9._~/-]*)?'),
  constraintDescription:
    'Type addresses that begin with https:// or http://localhost, joined by commas without spaces, or leave it empty.',
} satisfies Question;

/** Addresses that people return to once they have signed in. */
export const callbackUrls = {
  ...urls,
  label: 'Addresses to return to after signing in',
  example: 'https://dev.example.com/auth/callback,http://localhost:3000/auth/callback',
} satisfies Question;

/** Origins of pages whose scripts may ask (CORS). */
export const origins = {
  default: '',
  example: 'https://dev.example.com,http://localhost:3000',
  allowedPattern: listOf('(https://[A-Za-z0-9.-]+|http://localhost)(:[0-9]+)?'),
  constraintDescription:
    'Type origins such as https://dev.example.com, without a path, joined by commas, or leave it empty.',
} satisfies Question;

/** An e-mail address, or empty for none. */
export const emailAddress = {
  default: '',
  example: 'on-call@example.com',
  allowedPattern: orEmpty('[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,63}'),
  maxLength: 254,
  constraintDescription: 'Type an e-mail address, for example on-call@example.com, or leave it empty.',
} satisfies Question;

/** Address that alarms are sent to. */
export const alarmEmail = {
  ...emailAddress,
  label: 'E-mail address for alarms',
  description:
    'Alarms are sent here once its owner has confirmed the message that comes after the launch. Needed in prod; ' +
    'elsewhere it may stay empty: then alarms show on the dashboards only. Another address, later, takes the old one off ' +
    'at once: subscribe it to the topic by hand first.',
} satisfies ParameterDefinition;

/** Identity of Amazon SES that messages to users are sent by, or empty for Cognito's own. */
export const emailIdentityArn = {
  label: 'Sender identity (Amazon SES)',
  description:
    'Verified identity of Amazon SES in this account, a domain or an address, by which codes and invitations are sent. ' +
    'Its region is this one, or one that Cognito sends from for this one. Empty: Cognito sends them itself, only few a ' +
    'day, which is not enough where real people sign up.',
  default: '',
  example: 'arn:aws:ses:eu-central-1:111122223333:identity/example.com',
  allowedPattern: orEmpty('arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity/[A-Za-z0-9._%+@-]+'),
  maxLength: 512,
  constraintDescription: 'Type the ARN of an identity of Amazon SES, or leave it empty.',
} satisfies ParameterDefinition;

/** Address that such messages come from. */
export const emailSender = {
  ...emailAddress,
  label: 'Sender address',
  description:
    'Address that the messages come from: the identity itself, or an address of its domain. Needed with a sender ' +
    'identity; else leave it empty.',
  example: 'no-reply@example.com',
} satisfies ParameterDefinition;

/** ARN of a KMS key in a region, for examples. */
export const exampleKeyArn = (region: string) =>
  `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** ARN of the KMS key that encrypts, or empty for a key of AWS. */
export const keyArn = {
  label: 'Encryption key',
  default: '',
  example: exampleKeyArn('eu-central-1'),
  allowedPattern: orEmpty('arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{8,64}'),
  constraintDescription: 'Type the ARN of a KMS key of this account and region, or leave it empty.',
} satisfies Question;

/** Whether the key of the data tier encrypts here too; see `DataKey`. */
export const customerKey = {
  label: 'Encrypt with the customer key of the data tier',
  allowedValues: ['no', 'yes'],
  default: 'no',
  constraintDescription: 'Choose yes if the data tier has a customer key, else no.',
} satisfies Question;
