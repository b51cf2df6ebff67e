import {
  asIntrinsic,
  isExtended,
  isObject,
  type Json,
  own,
  referencesIn,
  sameJson,
  type Template,
  type TemplateResource,
} from '../../template';

/**
 * Both templates with only what a change can reach: what is written the same and refers to nothing that may differ comes
 * to the same whatever the answers are, so that a comparison needn't evaluate it again and again. Of such a resource its
 * place remains, with what it imports.
 */
export function pruned(before: Template, after: Template): readonly [Template, Template] {
  if ([before, after].some(({ Transform }) => isExtended(Transform))) return [before, after];
  const reached = reachedNames(before, after);
  return [prune(before, reached), prune(after, reached)];
}

/** Sections whose entries refer to each other by name. */
type Section = 'Parameters' | 'Mappings' | 'Conditions' | 'Resources' | 'Outputs';

const SECTIONS: readonly Section[] = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];

/** `Resources Topic`: names may be the same in two sections. */
const nameOf = (section: Section, id: string): string => `${section} ${id}`;

/** The entries that differ, and those that refer to them, directly or not. */
function reachedNames(before: Template, after: Template): ReadonlySet<string> {
  const reached = new Set<string>();
  const users = new Map<string, string[]>();
  for (const section of SECTIONS) {
    const [then, now] = [entries(before, section), entries(after, section)];
    for (const id of new Set([...Object.keys(then), ...Object.keys(now)])) {
      const [old, entry] = [own(then, id), own(now, id)];
      const name = nameOf(section, id);
      if (section === 'Parameters' ? differsInValue(old, entry) : !sameJson(old, entry)) reached.add(name);
      for (const used of [old, entry].flatMap((json) => usedNames(json))) {
        users.set(used, [...(users.get(used) ?? []), name]);
      }
    }
  }
  const waiting = [...reached];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const user of users.get(name) ?? []) {
      if (reached.has(user)) continue;
      reached.add(user);
      waiting.push(user);
    }
  }
  return reached;
}

function entries(template: Template, section: Section): Readonly<Record<string, Json>> {
  return (template[section] ?? {}) as unknown as Record<string, Json>;
}

/** A parameter that both have keeps its value; read as another type it may be another one. */
function differsInValue(old: Json | undefined, entry: Json | undefined): boolean {
  return !isObject(old) || !isObject(entry) || old.Type !== entry.Type;
}

function usedNames(json: Json | undefined): string[] {
  const ids = referencesIn(json).flatMap(({ id }) => [nameOf('Parameters', id), nameOf('Resources', id)]);
  return [...new Set([...ids, ...conditionsAndMappings(json)])];
}

function conditionsAndMappings(json: Json | undefined): string[] {
  if (Array.isArray(json)) return json.flatMap(conditionsAndMappings);
  if (!isObject(json)) return [];
  const call = asIntrinsic(json);
  const [first] = Array.isArray(call?.argument) ? call.argument : [];
  const named = [
    ...(typeof json.Condition === 'string' ? [nameOf('Conditions', json.Condition)] : []),
    ...(call?.name === 'Fn::If' ? [nameOf('Conditions', String(first))] : []),
    ...(call?.name === 'Fn::FindInMap' ? [nameOf('Mappings', String(first))] : []),
  ];
  return [...named, ...Object.values(json).flatMap(conditionsAndMappings)];
}

function prune(template: Template, reached: ReadonlySet<string>): Template {
  const resources = Object.entries(template.Resources).map(([id, resource]) => [
    id,
    reached.has(nameOf('Resources', id)) ? resource : placeOf(resource),
  ]);
  const outputs = Object.entries(template.Outputs ?? {}).filter(([id]) => reached.has(nameOf('Outputs', id)));
  return { ...template, Resources: Object.fromEntries(resources), Outputs: Object.fromEntries(outputs) };
}

function placeOf({ Type, Condition, Properties }: TemplateResource): TemplateResource {
  const imports = importsIn(Properties);
  return {
    Type,
    ...(Condition !== undefined && { Condition }),
    ...(imports.length > 0 && { Properties: { Imports: imports } }),
  };
}

function importsIn(json: Json | undefined): Json[] {
  if (Array.isArray(json)) return json.flatMap(importsIn);
  if (!isObject(json)) return [];
  return asIntrinsic(json)?.name === 'Fn::ImportValue' ? [json] : Object.values(json).flatMap(importsIn);
}
