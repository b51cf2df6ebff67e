import type {
  DescribeProvisioningParametersCommandOutput,
  ProvisioningParameter,
  Tag,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { parameterProblems } from '../../catalog/template/parameter-values';
import type { Template } from '../../catalog/template/types';
import { nearest, unknown } from '../nearest';
import { HIDDEN_VALUE } from '../running/running-stack';

type Form = Pick<DescribeProvisioningParametersCommandOutput, 'ProvisioningArtifactParameters' | 'TagOptions'>;

/**
 * The parameters of a launch, checked against the form as far as a slip of the keyboard goes; AWS checks the rest.
 *
 * @throws `CatalogError` `unknown-parameter`, `unknown-value` with the nearest right one
 */
export function formParameters(form: Form, given: Readonly<Record<string, string>>): ProvisioningParameter[] {
  const asked = new Map((form.ProvisioningArtifactParameters ?? []).map((it) => [it.ParameterKey ?? '', it]));
  return Object.entries(given).map(([Key, Value]) => {
    const parameter = asked.get(Key);
    if (parameter === undefined) throw unknown('parameter', Key, [...asked.keys()]);
    refuseUnlisted(Key, Value, parameter.ParameterConstraints?.AllowedValues ?? []);
    return { Key, Value };
  });
}

/**
 * The parameters of an update: those that were given, and of the others the previous values. What the form doesn't ask
 * any more is left out; what is new and not given takes its default.
 *
 * @param previous names of the parameters that the running stack has
 * @throws as `formParameters`
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningParameter.html never both value and
 * `UsePreviousValue`: https://github.com/boto/boto3/issues/4426
 */
export function updateParameters(
  form: Form,
  given: Readonly<Record<string, string>>,
  previous: ReadonlySet<string>,
): UpdateProvisioningParameter[] {
  const asked = (form.ProvisioningArtifactParameters ?? []).map(({ ParameterKey = '' }) => ParameterKey);
  const kept = asked.filter((key) => given[key] === undefined && previous.has(key));
  return [...formParameters(form, given), ...kept.map((Key) => ({ Key, UsePreviousValue: true }))];
}

/**
 * Refuses values that break the template's constraints, all at once, before anything is launched: AWS would refuse them
 * too, but leave a provisioned product in ERROR behind.
 *
 * @throws `CatalogError` `bad-value`
 */
export function refuseBadValues(template: Template, given: Readonly<Record<string, string>>): void {
  const declared = template.Parameters ?? {};
  const bad = Object.entries(given).flatMap(([name, value]) => {
    const parameter = declared[name];
    // What CloudFormation hides of a running stack can't be checked here.
    if (value === HIDDEN_VALUE && parameter?.NoEcho) return [];
    const alone = parameter && { ...template, Parameters: { [name]: parameter } };
    const [problem] = alone ? parameterProblems(alone, { [name]: value }) : [];
    return problem === undefined ? [] : [`${name} can't be '${value}'. ${parameter?.ConstraintDescription ?? problem}`];
  });
  const unanswered = Object.keys(declared).filter(
    (name) => given[name] === undefined && declared[name]?.Default === undefined,
  );
  if (unanswered.length > 0) bad.push(`Give a value with -p for: ${unanswered.join(', ')}.`);
  if (bad.length > 0) throw new CatalogError('bad-value', bad.join(' '));
}

/**
 * The tags of a launch: those that were given, and the only value of every TagOption that nothing was given for.
 *
 * @throws `CatalogError` `unknown-value` for a value that a TagOption doesn't have; `missing-tag` where one must be chosen
 */
export function formTags(form: Form, given: Readonly<Record<string, string>>): Tag[] {
  const tags = Object.entries(given).map(([Key, Value]) => ({ Key, Value }));
  for (const { Key = '', Values = [] } of form.TagOptions ?? []) {
    const value = given[Key];
    const [only, ...others] = Values;
    if (value !== undefined) refuseUnlisted(Key, value, Values);
    else if (others.length > 0) {
      throw new CatalogError(
        'missing-tag',
        `Choose a value of the tag ${Key} (${Values.join(', ')}): --tag ${Key}=${only}`,
      );
    } else if (only !== undefined) tags.push({ Key, Value: only });
  }
  return tags;
}

function refuseUnlisted(key: string, value: string, allowed: readonly string[]): void {
  if (allowed.length === 0 || allowed.includes(value)) return;
  const meant = nearest(value, allowed);
  throw new CatalogError(
    'unknown-value',
    `${key} can't be ${value}${meant === undefined ? '' : `; did you mean ${meant}?`} It is one of: ${allowed.join(', ')}.`,
  );
}
