import type { Json, JsonObject } from '../../template';
import { isObject } from '../../template/json';
import type { Formula } from './formula';
import { type Lowering, literal, lowerValue } from './lower';
import { Untranslatable } from './refusal';
import { asJson, Choice, content, isTreeMap, presence, type Tree, type TreeMap } from './tree';

/** The sections of a template that come of a bundle's. */
export interface LoweredSections {
  readonly description: string;
  readonly Mappings: JsonObject;
  readonly Conditions: JsonObject;
  readonly Resources: JsonObject;
  readonly Outputs: JsonObject;
}

/** Sections that a product's template has none of, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  Transform: 'a transform changes the template where nobody sees it, so a product has none: write out what it makes',
  Parameters: 'Proton gives parameters of its own no values: make them inputs of the schema',
  Rules: 'rules are about parameters, and a bundle has none',
  Hooks: 'a product has no hooks',
};

/** Sections that are read. A form is left out: the product's own takes its place. */
const READ = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
]);

/** Attributes of a resource that CloudFormation takes no functions in. */
const FIXED = ['Type', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Condition', 'Version', 'Description'];

/** Turns a bundle's template, with marks and choices in it, into sections that CloudFormation reads. */
export function lowerTemplate(tree: TreeMap, lowering: Lowering): LoweredSections {
  const { refusals } = lowering;
  for (const section of Object.keys(tree).filter((name) => !READ.has(name))) {
    const reason = REFUSED[section] ?? 'a product has no such section';
    refusals.add(lowering.lineOf([section]), `${section}: ${reason}`);
  }
  const entries = (section: string) => Object.entries(mapOf(tree[section]));
  const each = (section: string, lower: (name: string, value: Tree) => Json | undefined): JsonObject =>
    Object.fromEntries(
      entries(section).flatMap(([name, value]) => {
        const lowered = refusals.try(() => {
          literal(name, 'a name', [section, name], lowering);
          return lower(name, value);
        }, undefined);
        return lowered === undefined ? [] : [[name, lowered] as const];
      }),
    );
  const description = refusals.try(
    () =>
      tree.Description === undefined ? '' : literal(tree.Description, 'the description', ['Description'], lowering),
    '',
  );
  return {
    description: typeof description === 'string' ? description : '',
    Mappings: each('Mappings', (name, value) => (Object.hasOwn(lowering.mappings, name) ? undefined : asJson(value))),
    Conditions: each('Conditions', (name, value) => condition(value, ['Conditions', name], lowering)),
    Resources: each('Resources', (name, value) => resource(name, value, lowering)),
    Outputs: each('Outputs', (name, value) => output(name, value, lowering)),
  };
}

/** The mappings that hold values of inputs, which CloudFormation's can't. */
export function inlinedMappings(tree: TreeMap): Record<string, Tree> {
  const maps = Object.entries(mapOf(tree.Mappings));
  return Object.fromEntries(maps.filter(([, map]) => asJson(map) === undefined || /\uE000/.test(JSON.stringify(map))));
}

function mapOf(tree: Tree | undefined): TreeMap {
  return isTreeMap(tree) ? tree : {};
}

/** Functions that AWS lists for conditions. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html */
const IN_CONDITIONS = new Set(['Ref', 'Condition', 'Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals', 'Fn::FindInMap']);

function condition(tree: Tree, path: readonly string[], lowering: Lowering): Json {
  if (asJson(tree) === undefined) {
    throw new Untranslatable('a condition of the template depends on one of Jinja', lowering.lineOf(path));
  }
  const lowered = lowerValue(tree, path, lowering);
  const before = new Set(functionsIn(asJson(tree) ?? null));
  const added = functionsIn(lowered).find((name) => !IN_CONDITIONS.has(name) && !before.has(name));
  if (added !== undefined) throw new Untranslatable('conditions compare whole inputs only', lowering.lineOf(path));
  return lowered;
}

function functionsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(functionsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(/^(Ref|Fn::)/.test(key) ? [key] : []),
    ...functionsIn(item),
  ]);
}

function resource(name: string, tree: Tree, lowering: Lowering): Json {
  const path = ['Resources', name];
  const attributes = content(tree, path.join('/'));
  if (!isTreeMap(attributes)) throw new Untranslatable(`${name} is no resource`, lowering.lineOf(path));
  const lowered = Object.entries(attributes).map(([key, value]): [string, Json] => [
    key,
    FIXED.includes(key)
      ? literal(value, `${key} of ${name}`, [...path, key], lowering)
      : lowerProperties(value, [...path, key], lowering),
  ]);
  return withCondition(Object.fromEntries(lowered), presence(tree), lowering);
}

/** Properties and the like: each by itself may be there or not. */
function lowerProperties(tree: Tree, path: readonly string[], lowering: Lowering): Json {
  const properties = tree instanceof Choice ? content(tree, path.join('/')) : tree;
  return lowerValue(properties ?? null, path, lowering);
}

function output(name: string, tree: Tree, lowering: Lowering): Json {
  const path = ['Outputs', name];
  const attributes = content(tree, path.join('/'));
  if (!isTreeMap(attributes) || attributes.Value === undefined) {
    throw new Untranslatable(`${name} has no value`, lowering.lineOf(path));
  }
  const { Value, Description, Condition, Export } = attributes;
  const described =
    Description === undefined ? undefined : literal(Description, 'a description', [...path, 'Description'], lowering);
  return withCondition(
    {
      Description: described ?? `Output ${name} of the bundle.`,
      Value: lowerValue(Value, [...path, 'Value'], lowering),
      ...(Condition === undefined ? {} : { Condition: literal(Condition, 'a condition', path, lowering) }),
      ...(Export === undefined ? {} : { Export: lowerValue(Export, [...path, 'Export'], lowering) }),
    },
    presence(tree),
    lowering,
  );
}

function withCondition(entry: JsonObject, when: Formula, { conditions }: Lowering): Json {
  if (when === true) return entry;
  if (when === false) throw new RangeError('a place that is never there');
  const { Condition: own } = entry;
  if (own === undefined) return { ...entry, Condition: conditions.name(when) };
  return { ...entry, Condition: conditions.both(String(own), when) };
}
