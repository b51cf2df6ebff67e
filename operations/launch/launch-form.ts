import type {
  DescribeProvisioningParametersCommandOutput,
  ProvisioningParameter,
  Tag,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';
import { DetailedError, type Problem } from '../../catalog/detailed-error';
import { nearest } from '../../catalog/nearest';
import { isNoEcho } from '../../catalog/template';
import { parameterProblems } from '../../catalog/template/parameter-values';
import type { Template } from '../../catalog/template/types';
import { unknown } from '../nearest';
import { HIDDEN_VALUE } from '../running/hidden-value';

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
  const problems = Object.entries(given).flatMap(([field, value]): Problem[] => {
    const parameter = declared[field];
    // What CloudFormation hides of a running stack can't be checked here.
    if (value === HIDDEN_VALUE && isNoEcho(parameter)) return [];
    const alone = parameter && { ...template, Parameters: { [field]: parameter } };
    const [problem] = alone ? parameterProblems(alone, { [field]: value }) : [];
    if (problem === undefined) return [];
    return [{ field, text: `${field} can't be '${value}'. ${parameter?.ConstraintDescription ?? problem}` }];
  });
  const unanswered = Object.keys(declared).filter(
    (name) => given[name] === undefined && declared[name]?.Default === undefined,
  );
  const texts = problems.map(({ text }) => text);
  if (unanswered.length > 0) texts.push(`No value is given for: ${unanswered.join(', ')}.`);
  if (texts.length === 0) return;
  throw new DetailedError('bad-value', texts.join(' '), {
    problems: [...problems, ...unanswered.map((field) => ({ field, text: `No value is given for ${field}.` }))],
    remedies: unanswered.map((field) => ({ do: 'answer', field })),
  });
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
      throw new DetailedError('missing-tag', `The tag ${Key} has several values: ${Values.join(', ')}`, {
        problems: [{ field: Key, text: 'One of its values must be chosen.' }],
        remedies: Values.map((each) => ({ do: 'again', options: { tag: `${Key}=${each}` }, label: `Choose ${each}` })),
      });
    } else if (only !== undefined) tags.push({ Key, Value: only });
  }
  return tags;
}

function refuseUnlisted(key: string, value: string, allowed: readonly string[]): void {
  if (allowed.length === 0 || allowed.includes(value)) return;
  const meant = nearest(value, allowed);
  throw new DetailedError(
    'unknown-value',
    `${key} can't be ${value}${meant === undefined ? '.' : `; did you mean ${meant}?`} It is one of: ${allowed.join(', ')}.`,
    { problems: [{ field: key, text: `It can't be ${value}: it is one of ${allowed.join(', ')}.` }] },
  );
}
