import { createHash } from 'node:crypto';
import type * as model from '@aws-sdk/client-ssm';
import type * as ssm from '@aws-sdk/client-ssm';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { type PageRequest, pageOf } from '../../kernel/page';
import { filtersOf } from './filters';
import { findParameter, type ParameterRecord, type ParameterVersion, parameters } from './state';

/** Operations that show parameters. */
export const getParameterOperations = {
  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
  GetParameter(input, call) {
    const name = input.Name ?? '';
    const found = select(name, call);
    // AWS gives this error no message.
    if (!found) throw new AwsError('ParameterNotFound', '');
    if ('missing' in found) {
      const what = `Systems Manager could not find version ${found.missing} of ${found.record.name}.`;
      throw new AwsError('ParameterVersionNotFound', `${what} Verify the version and try again.`);
    }
    return { Parameter: answer(found.record, found.version, input.WithDecryption, found.selector) };
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
  GetParameters(input, call) {
    const names = input.Names ?? [];
    if (new Set(names).size < names.length) {
      throw new AwsError('ValidationException', 'Duplicate parameters found in request.');
    }
    const found = names.map((name) => ({ name, selected: select(name, call) }));
    return {
      Parameters: found.flatMap(({ selected }) =>
        selected && 'version' in selected
          ? [answer(selected.record, selected.version, input.WithDecryption, selected.selector)]
          : [],
      ),
      InvalidParameters: found.flatMap(({ name, selected }) => (selected && 'version' in selected ? [] : [name])),
    };
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
  GetParametersByPath(input, call) {
    const path = input.Path ?? '';
    if (!path.startsWith('/')) {
      const shape = 'It must begin with a slash.';
      throw new AwsError('ValidationException', `The parameter doesn't meet the parameter name requirements. ${shape}`);
    }
    const prefix = path.endsWith('/') ? path : `${path}/`;
    const matches = filtersOf(input.ParameterFilters, ['Type', 'KeyId', 'Label', 'DataType']);
    const chosen = all(call)
      .filter(({ name }) => name.startsWith(prefix) && (input.Recursive || !name.slice(prefix.length).includes('/')))
      .filter(matches);
    const { items, next } = pageOf(chosen, ({ name }) => name, pageRequest(input, `parameters ${path}`, 10));
    return {
      Parameters: items.flatMap((record) => {
        const current = record.versions.at(-1);
        return current ? [answer(record, current, input.WithDecryption)] : [];
      }),
      NextToken: next,
    };
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
  DescribeParameters(input, call) {
    if (input.Filters?.length && input.ParameterFilters?.length) {
      throw new AwsError(
        'ValidationException',
        'You can use either Filters or ParameterFilters in a request, not both.',
      );
    }
    const older = input.Filters?.map(({ Key, Values }) => ({ Key, Values, Option: 'BeginsWith' }));
    const keys = ['Name', 'Type', 'KeyId', 'Path', 'Tier', 'DataType', 'Label', 'tag:'];
    const chosen = all(call).filter(filtersOf(input.ParameterFilters ?? older, keys));
    const { items, next } = pageOf(chosen, ({ name }) => name, pageRequest(input, 'DescribeParameters', 50));
    return { Parameters: items.map(metadata), NextToken: next };
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
  GetParameterHistory(input, call) {
    const record = findParameter(call.db, call, input.Name ?? '');
    if (!record) throw new AwsError('ParameterNotFound', '');
    const page = pageRequest(input, `history ${record.name}`, 50);
    const { items, next } = pageOf(record.versions, ({ version }) => version, page);
    return {
      Parameters: items.map((version) => ({
        ...metadata({ ...record, versions: [version] }),
        Value: shown(version, input.WithDecryption),
        Labels: [...version.labels],
      })),
      NextToken: next,
    };
  },
} satisfies Operations<typeof model>;

type Selected =
  | { readonly record: ParameterRecord; readonly version: ParameterVersion; readonly selector?: string }
  | { readonly record: ParameterRecord; readonly missing: string };

/** `name`, `name:3` or `name:label`, or the same with the parameter's ARN. */
function select(text: string, call: Call): Selected | undefined {
  const [, name = text, selector] = text.startsWith('arn:')
    ? (/^(arn:(?:[^:]*:){4}[^:]+)(?::([^:]+))?$/.exec(text) ?? [])
    : (/^([^:]+)(?::([^:]+))?$/.exec(text) ?? []);
  const record = findParameter(call.db, call, name);
  if (!record) return undefined;
  const version =
    selector === undefined
      ? record.versions.at(-1)
      : record.versions.find((each) => String(each.version) === selector || each.labels.includes(selector));
  if (!version) return { record, missing: selector ?? '' };
  return { record, version, selector: selector === undefined ? undefined : `:${selector}` };
}

function all({ db, accountId, region }: Call): ParameterRecord[] {
  return db.list(parameters, [accountId, region]).map(({ value }) => value);
}

function pageRequest(
  { NextToken, MaxResults }: { readonly NextToken?: string; readonly MaxResults?: number },
  of: string,
  defaultSize: number,
): PageRequest {
  const badToken = () => new AwsError('InvalidNextToken', 'The specified token is not valid.');
  return { token: NextToken, size: MaxResults ?? defaultSize, of, badToken };
}

function answer(
  { name, arn }: ParameterRecord,
  version: ParameterVersion,
  decrypt = false,
  selector?: string,
): ssm.Parameter {
  return {
    Name: name,
    Type: version.type,
    Value: shown(version, decrypt),
    Version: version.version,
    Selector: selector,
    LastModifiedDate: version.modified,
    ARN: arn,
    DataType: version.dataType,
  };
}

/** Value as it is shown; encrypted, a text that is always the same for the same value, and not the value. */
function shown({ type, value }: ParameterVersion, decrypt = false): string {
  if (type !== 'SecureString' || decrypt) return value;
  return `AQICAH${createHash('sha512').update(value).digest('base64')}`;
}

function metadata({ name, arn, versions }: ParameterRecord): ssm.ParameterMetadata {
  const current = versions.at(-1);
  return {
    Name: name,
    ARN: arn,
    Type: current?.type,
    KeyId: current?.keyId,
    LastModifiedDate: current?.modified,
    LastModifiedUser: current?.modifiedBy,
    Description: current?.description,
    AllowedPattern: current?.allowedPattern,
    Version: current?.version,
    Tier: current?.tier as ssm.ParameterTier | undefined,
    Policies: [],
    DataType: current?.dataType,
  };
}
