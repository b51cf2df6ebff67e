import type * as ssm from '@aws-sdk/client-ssm';
import { AwsError } from '../../kernel/aws-error';
import type { ParameterRecord } from './state';

/**
 * Predicate of a list of filters: all of them must let a parameter through, each by any of its values.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html
 *
 * @param allowed the keys that the operation takes; `tag:` stands for every tag.
 * @throws AwsError `InvalidFilterKey`, `InvalidFilterOption`, `InvalidFilterValue`.
 */
export function filtersOf(
  filters: readonly ssm.ParameterStringFilter[] | undefined,
  allowed: readonly string[],
): (record: ParameterRecord) => boolean {
  const tests = (filters ?? []).map((filter) => filterOf(filter, allowed));
  return (record) => tests.every((test) => test(record));
}

function filterOf(
  { Key: key = '', Option: option = 'Equals', Values: values = [] }: ssm.ParameterStringFilter,
  allowed: readonly string[],
): (record: ParameterRecord) => boolean {
  if (!allowed.includes(key.startsWith('tag:') ? 'tag:' : key)) {
    throw new AwsError('InvalidFilterKey', `The following filter key is not valid: ${key}.`);
  }
  const [value] = values;
  if (value === undefined) {
    if (key.startsWith('tag:')) return ({ tags }) => key.slice('tag:'.length) in tags;
    throw new AwsError('InvalidFilterValue', `The filter ${key} must have a value.`);
  }
  if (key === 'Path') return pathFilter(option, values);
  const compare = COMPARISONS[option];
  if (!compare || (option === 'Contains' && key !== 'Name')) {
    throw new AwsError('InvalidFilterOption', `The following filter option is not valid: ${option}.`);
  }
  return (record) => fieldsOf(record, key).some((field) => values.some((wanted) => compare(field, wanted)));
}

const COMPARISONS: Readonly<Record<string, (field: string, wanted: string) => boolean>> = {
  Equals: (field, wanted) => field === wanted,
  BeginsWith: (field, wanted) => field.startsWith(wanted),
  Contains: (field, wanted) => field.includes(wanted),
};

function pathFilter(option: string, values: readonly string[]): (record: ParameterRecord) => boolean {
  if (!['Equals', 'OneLevel', 'Recursive'].includes(option)) {
    throw new AwsError('InvalidFilterOption', `The following filter option is not valid: ${option}.`);
  }
  const prefixes = values.map((value) => (value.endsWith('/') ? value : `${value}/`));
  return ({ name }) =>
    prefixes.some(
      (prefix) => name.startsWith(prefix) && (option === 'Recursive' || !name.slice(prefix.length).includes('/')),
    );
}

/** The values that a record has under a filter's key. */
function fieldsOf({ name, versions, tags }: ParameterRecord, key: string): string[] {
  const current = versions.at(-1);
  const tag = key.startsWith('tag:') ? tags[key.slice('tag:'.length)] : undefined;
  if (key === 'Label') return versions.flatMap(({ labels }) => [...labels]);
  const fields: Readonly<Record<string, string | undefined>> = {
    Name: name,
    Type: current?.type,
    KeyId: current?.keyId,
    Tier: current?.tier,
    DataType: current?.dataType,
  };
  return [tag ?? fields[key]].filter((field) => field !== undefined);
}
