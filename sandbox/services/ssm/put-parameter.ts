import type * as model from '@aws-sdk/client-ssm';
import type * as ssm from '@aws-sdk/client-ssm';
import { RE2JS } from 're2js';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { type ParameterRecord, type ParameterVersion, parameters } from './state';
import { checkTagKeys, tagsOf } from './tags';

/** Call that writes a parameter. */
export type SsmCall = Pick<Call, 'db' | 'now' | 'accountId' | 'region' | 'caller'>;

/** Versions of a parameter that are kept. */
const VERSION_LIMIT = 100;
/** Characters that a value may have, by tier. */
const VALUE_LIMITS: Readonly<Record<string, number>> = { Standard: 4096, Advanced: 8192 };
const ADVANCED_TIER =
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';

/** Operation that writes a parameter. */
export const putParameterOperations = {
  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
  PutParameter(input, call: SsmCall) {
    const name = input.Name ?? '';
    checkName(name);
    const key = [call.accountId, call.region, name];
    const existing = call.db.get(parameters, key);
    if (existing && !input.Overwrite) {
      const advice = 'To overwrite this value, set the overwrite option in the request to true.';
      throw new AwsError('ParameterAlreadyExists', `The parameter already exists. ${advice}`);
    }
    if (input.Overwrite && input.Tags?.length) throw new AwsError('ValidationException', TAGS_AND_OVERWRITE);
    if (input.Policies !== undefined) {
      throw new AwsError('InvalidPolicyTypeException', 'The sandbox has no parameter policies.');
    }
    const version = newVersion(input, existing?.versions.at(-1), call);
    const record: ParameterRecord = {
      name,
      arn: parameterArn(call, name),
      versions: withinLimit([...(existing?.versions ?? []), version], name),
      tags: existing?.tags ?? tagsOf(input.Tags),
    };
    call.db.put(parameters, key, record);
    return { Version: version.version, Tier: version.tier as ssm.ParameterTier };
  },
} satisfies Operations<typeof model>;

const TAGS_AND_OVERWRITE =
  "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite " +
  'flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.';

function newVersion(
  input: ssm.PutParameterRequest,
  before: ParameterVersion | undefined,
  { now, caller }: SsmCall,
): ParameterVersion {
  const type = input.Type ?? before?.type;
  if (type === undefined) {
    throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
  }
  if (before && before.type !== type) {
    const example = `For example, you can't change a parameter from a ${before.type} type to a ${type} type.`;
    const message = `Parameter Store doesn't support changing a parameter type in a hierarchy. ${example} You must create a new, unique parameter.`;
    throw new AwsError('HierarchyTypeMismatchException', message);
  }
  const dataType = input.DataType ?? before?.dataType ?? 'text';
  if (!['text', 'aws:ec2:image', 'aws:ssm:integration'].includes(dataType)) {
    const message = `The following data type is not supported: ${dataType} (Data type names are all lowercase.)`;
    throw new AwsError('ValidationException', message);
  }
  const value = input.Value ?? '';
  const tier = tierOf(input.Tier, before?.tier, value);
  checkValue(value, tier, input.AllowedPattern);
  checkTagKeys(Object.keys(tagsOf(input.Tags)));
  return {
    version: (before?.version ?? 0) + 1,
    type,
    value,
    labels: [],
    dataType,
    description: input.Description ?? before?.description,
    allowedPattern: input.AllowedPattern ?? before?.allowedPattern,
    keyId: type === 'SecureString' ? (input.KeyId ?? before?.keyId ?? 'alias/aws/ssm') : undefined,
    tier,
    modified: now,
    modifiedBy: caller.arn,
  };
}

/** An advanced parameter never becomes a standard one again. */
function tierOf(asked: string | undefined, before: string | undefined, value: string): string {
  if (before === 'Advanced' || asked === 'Advanced') return 'Advanced';
  return asked === 'Intelligent-Tiering' && value.length > (VALUE_LIMITS.Standard ?? 0) ? 'Advanced' : 'Standard';
}

function checkValue(value: string, tier: string, allowedPattern: string | undefined): void {
  if (value === '') {
    const failed = 'failed to satisfy constraint: Member must have length greater than or equal to 1';
    throw new AwsError('ValidationException', `1 validation error detected: Value '' at 'value' ${failed}`);
  }
  if (Buffer.byteLength(value) > (VALUE_LIMITS[tier] ?? 0)) {
    const most = `${tier} tier parameters support a maximum parameter value of ${VALUE_LIMITS[tier]} characters.`;
    const advice = 'To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.';
    const link = `For more information, see ${ADVANCED_TIER}`;
    throw new AwsError('ValidationException', tier === 'Standard' ? `${most} ${advice} ${link}` : `${most} ${link}`);
  }
  if (allowedPattern !== undefined && !matches(allowedPattern, value)) {
    const message = `Parameter value, cannot be validated against allowedPattern: ${allowedPattern}`;
    throw new AwsError('ParameterPatternMismatchException', message);
  }
}

function matches(pattern: string, value: string): boolean {
  try {
    return RE2JS.matches(pattern, value);
  } catch {
    throw new AwsError('InvalidAllowedPatternException', `The regular expression is not valid: ${pattern}`);
  }
}

/** The oldest version goes when there are too many, unless it carries a label. */
function withinLimit(versions: readonly ParameterVersion[], name: string): readonly ParameterVersion[] {
  if (versions.length <= VERSION_LIMIT) return versions;
  if (versions[0]?.labels.length) {
    const what = `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag.`;
    const why = `Version ${versions[0].version}, the oldest version, can't be deleted because it has a label associated with it.`;
    const advice = 'Move the label to another version of the parameter, and try again.';
    throw new AwsError('ParameterMaxVersionLimitExceeded', `${what} ${why} ${advice}`);
  }
  return versions.slice(1);
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html#sysman-parameter-name-constraints */
function checkName(name: string): void {
  const invalid = (message: string) => new AwsError('ValidationException', message);
  const shape =
    'If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of ' +
    'letters, numbers and the following 3 symbols .-_';
  const prefix = /^\/?(aws|ssm)/i.exec(name)?.[1];
  if (prefix)
    throw invalid(`Parameter name: can't be prefixed with "${prefix.toLowerCase()}" (case-insensitive). ${shape}`);
  if (!/^[\w.\-/]+$/.test(name) || name.includes('//') || name.endsWith('/')) {
    throw invalid(`Invalid parameter name. ${shape}`);
  }
  if (name.includes('/') && !name.startsWith('/')) throw invalid('Parameter name must be a fully qualified name.');
  if (name.length > 1011) throw invalid('Parameter name: the length with the ARN must not exceed 1011 characters.');
  if (name.split('/').length > 16) {
    const message = 'A hierarchy can have a maximum of 15 levels.';
    throw new AwsError('HierarchyLevelLimitExceededException', message);
  }
}

/** `arn:aws:ssm:us-east-1:111111111111:parameter/path/name`; of a name without a path too. */
function parameterArn({ accountId, region }: SsmCall, name: string): string {
  return `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}
