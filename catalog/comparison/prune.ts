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
} from '../template';

/**
 * Both templates with only what a change can reach: what is written the same and refers to nothing that may differ comes
 * to the same whatever the answers are, so that a comparison needn't evaluate it again and again. Of such a resource its
 * place remains where something refers to it, and what it imports.
 *
 * @param changed parameters whose answers differ. @default - none does
 */
export function pruned(
  before: Template,
  after: Template,
  changed: ReadonlySet<string> = new Set(),
): readonly [Template, Template] {
  if ([before, after].some(({ Transform }) => isExtended(Transform))) return [before, after];
  const reached = reachedNames(before, after, changed);
  const needed = new Set([before, after].flatMap((template) => neededResources(template, reached)));
  return [prune(before, reached, needed), prune(after, reached, needed)];
}

/** The resources that what is reached refers to. */
function neededResources({ Resources, Outputs = {} }: Template, reached: ReadonlySet<string>): string[] {
  const parts = [
    ...Object.entries(Resources).filter(([id]) => reached.has(nameOf('Resources', id))),
    ...Object.entries(Outputs).filter(([id]) => reached.has(nameOf('Outputs', id))),
  ];
  return referencesIn(parts as unknown as Json).map(({ id }) => id);
}

/** Sections whose entries refer to each other by name. */
type Section = 'Parameters' | 'Mappings' | 'Conditions' | 'Resources' | 'Outputs';

const SECTIONS: readonly Section[] = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];

/** `Resources Topic`: names may be the same in two sections. */
const nameOf = (section: Section, id: string): string => `${section} ${id}`;

/** The entries that differ, and those that refer to them, directly or not. */
function reachedNames(before: Template, after: Template, changed: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Map<string, string>();
  const others = new Map<string, string>();
  for (const section of SECTIONS) {
    const [then, now] = [entries(before, section), entries(after, section)];
    for (const id of new Set([...Object.keys(then), ...Object.keys(now)])) {
      const [old, entry] = [own(then, id), own(now, id)];
      const differs = section === 'Parameters' ? changed.has(id) || differsInValue(old, entry) : !sameJson(old, entry);
      if (differs) reached.set(nameOf(section, id), id);
      else others.set(nameOf(section, id), JSON.stringify(entry));
    }
  }
  // A map is walked through in the order in which it was filled, what is added on the way included.
  for (const id of reached.values()) {
    for (const [name, text] of others) {
      if (!mentions(text, id)) continue;
      others.delete(name);
      reached.set(name, name.slice(name.indexOf(' ') + 1));
    }
  }
  return new Set(reached.keys());
}

/** Whether JSON may name an entry: as a whole text, before a dot, or within `${}`. Something else of that name does no harm. */
function mentions(text: string, id: string): boolean {
  // One search instead of four, of the many that mention nothing.
  if (!text.includes(id)) return false;
  return [`"${id}"`, `"${id}.`, `\${${id}}`, `\${${id}.`].some((form) => text.includes(form));
}

function entries(template: Template, section: Section): Readonly<Record<string, Json>> {
  return (template[section] ?? {}) as unknown as Record<string, Json>;
}

/** A parameter that both have keeps its value; read as another type it may be another one. */
function differsInValue(old: Json | undefined, entry: Json | undefined): boolean {
  return !isObject(old) || !isObject(entry) || old.Type !== entry.Type;
}

/** The names of the conditions in a value. */
function conditionsIn(json: Json | undefined): string[] {
  if (Array.isArray(json)) return json.flatMap(conditionsIn);
  if (!isObject(json)) return [];
  const call = asIntrinsic(json);
  const [first] = call?.name === 'Fn::If' && Array.isArray(call.argument) ? call.argument : [];
  const named = [json.Condition, first].filter((name) => typeof name === 'string');
  return [...named, ...Object.values(json).flatMap(conditionsIn)];
}

function prune(template: Template, reached: ReadonlySet<string>, needed: ReadonlySet<string>): Template {
  const outputs = Object.entries(template.Outputs ?? {}).filter(([id]) => reached.has(nameOf('Outputs', id)));
  const places = Object.entries(template.Resources).flatMap(([id, resource]): [string, TemplateResource][] => {
    if (reached.has(nameOf('Resources', id))) return [[id, resource]];
    const place = placeOf(resource);
    return needed.has(id) || place.Properties !== undefined ? [[id, place]] : [];
  });
  const kept = { ...template, Resources: Object.fromEntries(places), Outputs: Object.fromEntries(outputs) };
  return template.Conditions === undefined ? kept : { ...kept, Conditions: neededConditions(kept) };
}

/** The conditions that what is kept asks for, directly or by others. */
function neededConditions({ Conditions: all = {}, Resources, Outputs }: Template): Record<string, Json> {
  const needed = new Map<string, Json>();
  const waiting = conditionsIn([Resources, Outputs] as unknown as Json);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const expression = own(all, id);
    if (expression === undefined || needed.has(id)) continue;
    needed.set(id, expression);
    waiting.push(...conditionsIn(expression));
  }
  return Object.fromEntries(needed);
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
