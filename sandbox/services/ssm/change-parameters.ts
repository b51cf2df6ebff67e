import type * as model from '@aws-sdk/client-ssm';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { findParameter, type ParameterRecord, type ParameterVersion, parameters } from './state';

/** Operations that delete and label parameters. */
export const changeParameterOperations = {
  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
  DeleteParameter(input, call) {
    if (!remove(input.Name ?? '', call)) throw new AwsError('ParameterNotFound', '');
    return {};
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
  DeleteParameters(input, call) {
    const names = input.Names ?? [];
    const deleted = new Set(names.filter((name) => remove(name, call)));
    return { DeletedParameters: [...deleted], InvalidParameters: names.filter((name) => !deleted.has(name)) };
  },

  /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
  LabelParameterVersion(input, call) {
    const { record, version } = theVersion(input.Name ?? '', input.ParameterVersion, call);
    const labels = input.Labels ?? [];
    const invalid = labels.filter((label) => !/^(?!\d)(?!aws|ssm)[\w.-]{1,100}$/i.test(label));
    const added = labels.filter((label) => !invalid.includes(label));
    if (new Set([...version.labels, ...added]).size > 10) {
      const message = 'A parameter version can have a maximum of ten labels.';
      throw new AwsError('ParameterVersionLabelLimitExceeded', message);
    }
    // A label is on one version: it moves.
    const versions = record.versions.map((each) => {
      const kept = each.labels.filter((label) => !added.includes(label));
      return { ...each, labels: each.version === version.version ? [...kept, ...added] : kept };
    });
    call.db.put(parameters, [call.accountId, call.region, record.name], { ...record, versions });
    return { InvalidLabels: invalid, ParameterVersion: version.version };
  },
} satisfies Operations<typeof model>;

/** Removes a parameter; says whether there was one. */
export function remove(name: string, { db, accountId, region }: Pick<Call, 'db' | 'accountId' | 'region'>): boolean {
  return db.remove(parameters, [accountId, region, name]);
}

function theVersion(
  name: string,
  number: number | undefined,
  call: Call,
): { record: ParameterRecord; version: ParameterVersion } {
  const record = findParameter(call.db, call, name);
  if (!record) throw new AwsError('ParameterNotFound', '');
  const version =
    number === undefined ? record.versions.at(-1) : record.versions.find((each) => each.version === number);
  if (!version) {
    const what = `Systems Manager could not find version ${number} of ${name}.`;
    throw new AwsError('ParameterVersionNotFound', `${what} Verify the version and try again.`);
  }
  return { record, version };
}
