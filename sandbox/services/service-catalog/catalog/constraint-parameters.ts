import { parseTemplateConstraint, TemplateError, type TemplateRule } from '../../../../catalog/template';
import { findRole } from '../../iam';
import type { CatalogCall } from '../catalog-call';
import { invalid } from '../refusals';
import type { ConstraintRow, ConstraintType } from './state';

/** Parameters of a constraint, read from their JSON. */
export type ConstraintParameters =
  | { readonly type: 'LAUNCH'; readonly roleArn?: string; readonly localRoleName?: string }
  | { readonly type: 'NOTIFICATION'; readonly notificationArns: readonly string[] }
  | { readonly type: 'TEMPLATE'; readonly rules: Readonly<Record<string, TemplateRule>> }
  | { readonly type: 'STACKSET' }
  | { readonly type: 'RESOURCE_UPDATE'; readonly tagUpdates: 'ALLOWED' | 'NOT_ALLOWED' };

const TYPES: readonly string[] = ['LAUNCH', 'NOTIFICATION', 'TEMPLATE', 'STACKSET', 'RESOURCE_UPDATE'];

/**
 * A constraint's type as a request names it.
 *
 * @throws AwsError `InvalidParametersException` for one that AWS doesn't have.
 */
export function constraintType(type = ''): ConstraintType {
  if (!TYPES.includes(type)) throw invalid(`Invalid constraint type ${type}: it must be one of ${TYPES.join(', ')}.`);
  return type as ConstraintType;
}

/** The parameters of a constraint that was accepted. */
export function parametersOf(row: ConstraintRow): ConstraintParameters {
  return readParameters(row.type, row.parameters);
}

/**
 * Reads a constraint's JSON parameters.
 *
 * @throws AwsError `InvalidParametersException`.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateConstraint.html `Parameters`
 */
export function readParameters(type: ConstraintType, text: string): ConstraintParameters {
  switch (type) {
    case 'LAUNCH':
      return launch(object(text));
    case 'NOTIFICATION':
      return notification(object(text));
    case 'TEMPLATE':
      return template(text);
    case 'STACKSET':
      return stackSet(object(text));
    case 'RESOURCE_UPDATE':
      return resourceUpdate(object(text));
  }
}

/**
 * Refuses a launch constraint whose role isn't there: a local role name must exist in the account that makes the
 * constraint, as in each that launches.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateConstraint.html `LocalRoleName`
 */
export function checkLaunchRole(call: CatalogCall, parameters: ConstraintParameters): void {
  if (parameters.type !== 'LAUNCH') return;
  const { roleArn, localRoleName } = parameters;
  const [, account = call.accountId] = /^arn:[^:]+:iam::(\d{12}):/.exec(roleArn ?? '') ?? [];
  const name = localRoleName ?? roleArn?.split('/').at(-1) ?? '';
  const role = findRole(call.db, account, name);
  if (!role || (roleArn !== undefined && role.arn !== roleArn)) {
    throw invalid(`The launch role ${roleArn ?? name} does not exist in account ${account}.`);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function launch(fields: Fields): ConstraintParameters {
  const { RoleArn: roleArn, LocalRoleName: localRoleName } = fields;
  onlyKeys(fields, ['RoleArn', 'LocalRoleName']);
  if ((roleArn === undefined) === (localRoleName === undefined)) {
    throw invalid('A LAUNCH constraint must have either RoleArn or LocalRoleName.');
  }
  if (roleArn !== undefined) {
    if (typeof roleArn === 'string' && /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn))
      return { type: 'LAUNCH', roleArn };
    throw invalid(`Invalid RoleArn ${roleArn}: it must be the ARN of an IAM role.`);
  }
  if (typeof localRoleName === 'string' && /^[\w+=,.@-]{1,64}$/.test(localRoleName))
    return { type: 'LAUNCH', localRoleName };
  throw invalid(`Invalid LocalRoleName ${localRoleName}: it must be the name of an IAM role, without a path.`);
}

function notification(fields: Fields): ConstraintParameters {
  onlyKeys(fields, ['NotificationArns']);
  const arns = strings(fields.NotificationArns);
  const topic = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:.+$/;
  if (!arns?.length || arns.length > 5 || !arns.every((arn) => topic.test(arn))) {
    throw invalid('A NOTIFICATION constraint must have one to five ARNs of SNS topics in NotificationArns.');
  }
  return { type: 'NOTIFICATION', notificationArns: arns };
}

function template(text: string): ConstraintParameters {
  try {
    return { type: 'TEMPLATE', rules: parseTemplateConstraint(text) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw invalid(`Invalid template constraint: ${error.message}`);
  }
}

function stackSet(fields: Fields): ConstraintParameters {
  const properties = propertiesOf(fields, ['AccountList', 'RegionList', 'AdminRole', 'ExecutionRole']);
  const { AccountList, RegionList, AdminRole, ExecutionRole } = properties;
  const complete = strings(AccountList)?.length && strings(RegionList)?.length && AdminRole && ExecutionRole;
  if (!complete) throw invalid('A STACKSET constraint must have AccountList, RegionList, AdminRole and ExecutionRole.');
  return { type: 'STACKSET' };
}

function resourceUpdate(fields: Fields): ConstraintParameters {
  const { TagUpdateOnProvisionedProduct: value } = propertiesOf(fields, ['TagUpdateOnProvisionedProduct']);
  if (value === 'ALLOWED' || value === 'NOT_ALLOWED') return { type: 'RESOURCE_UPDATE', tagUpdates: value };
  throw invalid(`Invalid TagUpdateOnProvisionedProduct ${value}: it must be ALLOWED or NOT_ALLOWED.`);
}

function propertiesOf(fields: Fields, keys: readonly string[]): Fields {
  onlyKeys(fields, ['Version', 'Properties']);
  const { Properties: properties } = fields;
  if (!isObject(properties)) throw invalid('Parameters must have Properties.');
  onlyKeys(properties, keys);
  return properties;
}

function object(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isObject(value)) throw invalid('Parameters must be a JSON object.');
  return value;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function onlyKeys(fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalid(`Invalid key ${unknown} in Parameters: known are ${known.join(', ')}.`);
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}
