import { evaluator } from './evaluator';
import { asIntrinsic, type Intrinsic, isExtended, isResolved } from './intrinsic';
import { isObject, nestsDeeperThan, scalarText } from './json';
import { checkMeaning } from './parse';
import { checkStructure } from './structure';
import { TemplateError } from './template-error';
import type { EvaluationContext, Json, JsonObject, Template } from './types';

const LOOP = 'Fn::ForEach::';

/** Functions that the transform replaces by their value where that is known. */
const FOLDED = new Set(['Fn::Length', 'Fn::ToJsonString', 'Fn::FindInMap']);

/** A loop multiplies what is inside it; this many nodes are more than any template may hold. */
const MOST_NODES = 200_000;

/**
 * Applies the transform `AWS::LanguageExtensions`: loops (`Fn::ForEach`), functions in `DeletionPolicy` and
 * `UpdateReplacePolicy` and as arguments of `Ref` and `Fn::GetAtt`, and `Fn::Length`, `Fn::ToJsonString` and `Fn::FindInMap` as far as parameters decide them.
 *
 * The result keeps the `Transform` section, since functions that wait for resources stay in it; what `parseTemplate`
 * could not check before the loops were expanded is checked here. A template without the transform comes back as it is.
 *
 * @throws TemplateError in CloudFormation's words.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html
 */
export function expandLanguageExtensions(template: Template, context: EvaluationContext): Template {
  if (!isExtended(template.Transform)) return template;
  const budget = { nodes: MOST_NODES };
  const { Conditions, Resources, Outputs, ...rest } = template as unknown as JsonObject;
  const sections = Object.entries({ Conditions, Resources, Outputs }).flatMap(([name, section]) =>
    section === undefined ? [] : [[name, expanded(section, template, context, budget)] as const],
  );
  const looped = checkStructure({ ...rest, ...Object.fromEntries(sections) });
  const folded = checkStructure(withKnownValues(looped, context));
  checkMeaning(folded);
  return folded;
}

function failure(message: string): TemplateError {
  return new TemplateError(`Transform AWS::LanguageExtensions failed with: ${message}`);
}

/** A value with every loop replaced by what its turns give. */
function expanded(value: Json, template: Template, context: EvaluationContext, budget: { nodes: number }): Json {
  budget.nodes -= 1;
  if (budget.nodes < 0) throw failure('Fn::ForEach makes a template that is too large');
  if (Array.isArray(value)) return value.map((item) => expanded(item, template, context, budget));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] =>
    key.startsWith(LOOP)
      ? turns(key, item, template, context).flatMap((turn) =>
          Object.entries(expandedObject(turn, template, context, budget)),
        )
      : [[key, expanded(item, template, context, budget)]],
  );
  const keys = entries.map(([key]) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw failure(`Fn::ForEach makes the key ${twice} more than once`);
  return Object.fromEntries(entries);
}

function expandedObject(
  turn: JsonObject,
  template: Template,
  context: EvaluationContext,
  budget: { nodes: number },
): JsonObject {
  const result = expanded(turn, template, context, budget);
  return isObject(result) ? result : {};
}

/** The fragment of a loop once for each member of its collection, with the identifier replaced. */
function turns(key: string, loop: Json, template: Template, context: EvaluationContext): JsonObject[] {
  const [identifier, collection, fragment] = Array.isArray(loop) && loop.length === 3 ? loop : [];
  const named = /^[A-Za-z0-9]+$/.test(key.slice(LOOP.length)) && typeof identifier === 'string' && identifier !== '';
  if (!named || collection === undefined || !isObject(fragment)) throw failure(`${key} layout is incorrect`);
  const members = Array.isArray(collection)
    ? collection.flatMap((member) => evaluator(template, context).value(member) ?? [])
    : evaluator(template, context).value(collection);
  if (!Array.isArray(members)) throw failure(`${key} could not be resolved: its collection is not a list`);
  return members.map((member) => {
    const text = scalarText(member);
    if (text === undefined) throw failure(`${key} could not be resolved: its collection holds more than text`);
    const replaced = withIdentifier(fragment, identifier, text);
    return isObject(replaced) ? replaced : {};
  });
}

/** Puts a member in the place of the identifier: `${Name}`, `&{Name}` (letters and digits only) and `{"Ref": "Name"}`. */
function withIdentifier(value: Json, identifier: string, member: string): Json {
  const inText = (text: string) =>
    text
      .replaceAll(`\${${identifier}}`, () => member)
      .replaceAll(`&{${identifier}}`, () => member.replace(/[^A-Za-z0-9]/g, ''));
  if (typeof value === 'string') return inText(value);
  if (Array.isArray(value)) return value.map((item) => withIdentifier(item, identifier, member));
  if (!isObject(value)) return value;
  const call = asIntrinsic(value);
  if (call?.name === 'Ref' && call.argument === identifier) return member;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [inText(key), withIdentifier(item, identifier, member)]),
  );
}

/**
 * Argument of `Ref` or `Fn::GetAtt` with its functions, which the transform allows, replaced by the texts that they give.
 *
 * @throws TemplateError where that isn't known before the resources are made.
 */
function named({ name, argument }: Intrinsic, value: (json: Json) => Json | undefined): Json {
  if (isResolved(argument)) return argument;
  const texts = (Array.isArray(argument) ? argument : [argument]).map((part) =>
    isResolved(part) ? part : value(part),
  );
  if (!texts.every((text) => typeof text === 'string')) {
    throw failure(`${name} could not be resolved: ${JSON.stringify(argument)} is no text that is known before`);
  }
  return Array.isArray(argument) ? texts : (texts[0] ?? '');
}

function withKnownValues(template: Template, context: EvaluationContext): Json {
  const { value } = evaluator(template, context);
  const fold = (json: Json): Json => {
    if (Array.isArray(json)) return json.map(fold);
    if (!isObject(json)) return json;
    const inside = Object.fromEntries(Object.entries(json).map(([key, item]) => [key, fold(item)]));
    const call = asIntrinsic(inside);
    if (call?.name === 'Ref' || call?.name === 'Fn::GetAtt') return { [call.name]: named(call, value) };
    if (!FOLDED.has(call?.name ?? '')) return inside;
    const known = value(inside);
    return known !== undefined && isResolved(known) && !nestsDeeperThan(known, 100) ? known : inside;
  };
  const policies = (resource: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(resource).map(([key, item]) =>
        key === 'DeletionPolicy' || key === 'UpdateReplacePolicy' ? [key, value(item) ?? 'Delete'] : [key, fold(item)],
      ),
    );
  const json = template as unknown as JsonObject;
  const { Resources: resources, Outputs: outputs, Conditions: conditions } = json;
  return {
    ...json,
    ...(conditions === undefined ? {} : { Conditions: fold(conditions) }),
    Resources: Object.fromEntries(
      Object.entries(isObject(resources) ? resources : {}).map(([id, resource]) => [
        id,
        isObject(resource) ? policies(resource) : resource,
      ]),
    ),
    ...(outputs === undefined ? {} : { Outputs: fold(outputs) }),
  };
}
