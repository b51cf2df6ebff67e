import { isObject, type Json, type JsonObject, own, sameJson, type Template } from '../../template';
import type { FoundChange } from './comparison';

/** Sections whose entries have a name, and what each is. */
const NAMED: Readonly<Record<string, string>> = { Conditions: 'Condition', Mappings: 'Mapping' };

/** Sections that are judged for what they mean; here only for what nobody has judged. */
const JUDGED: Readonly<Record<string, string>> = {
  Parameters: 'Parameter',
  Rules: 'Rule',
  Resources: '',
  Outputs: 'Output',
};

/**
 * The differences in what is written that say nothing to AWS by themselves: texts, conditions and mappings, and what is
 * worth the same for everybody who may be running the product.
 *
 * @param found what the templates' meaning has shown
 */
export function writtenChanges(before: Template, after: Template, found: readonly FoundChange[]): FoundChange[] {
  const [then, now] = [before as unknown as JsonObject, after as unknown as JsonObject];
  const sections = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  const known = new Set(found.map(({ logicalId, type }) => key(logicalId, sectionOf(type))));
  return sections.flatMap((section): FoundChange[] => {
    const [old, value] = [own(then, section), own(now, section)];
    if (sameJson(old, value)) return [];
    const type = NAMED[section] ?? JUDGED[section];
    if (type === undefined) return [whole(section, old, value)];
    const [olds, values] = [old, value].map((one) => (isObject(one) ? one : {}));
    const ids = [...new Set([...Object.keys(olds ?? {}), ...Object.keys(values ?? {})])];
    return ids.flatMap((id): FoundChange[] => {
      const [one, other] = [own(olds, id), own(values, id)];
      if (sameJson(one, other) || known.has(key(id, section))) return [];
      return [entry(id, section, type, one, other)];
    });
  });
}

const key = (id: string | null, section: string) => JSON.stringify([id, section]);

function sectionOf(type: string | null): string {
  const named = Object.entries({ ...NAMED, ...JUDGED }).find(([, one]) => one === type);
  return named?.[0] ?? 'Resources';
}

function both(before: Json | undefined, after: Json | undefined) {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function whole(section: string, before: Json | undefined, after: Json | undefined): FoundChange {
  const isNewTransform = section === 'Transform' && before === undefined;
  return {
    logicalId: null,
    type: null,
    property: section,
    ...both(before, after),
    effect: isNewTransform ? 'interface' : 'none',
    bump: isNewTransform ? 'minor' : 'patch',
    why: isNewTransform
      ? 'Whoever updates must acknowledge CAPABILITY_AUTO_EXPAND from now on: at least minor.'
      : `Only ${section} changes, which AWS takes over without touching what runs.`,
    losesData: false,
  };
}

function entry(
  id: string,
  section: string,
  type: string,
  before: Json | undefined,
  after: Json | undefined,
): FoundChange {
  const resource = isObject(after) ? after : before;
  const about = {
    logicalId: id,
    type: type === '' && isObject(resource) ? String(resource.Type) : type,
    property: null,
    losesData: false,
  };
  if (section in NAMED) {
    const why = 'What follows from it is listed with the resources and outputs; by itself it changes nothing.';
    return { ...about, ...both(before, after), effect: 'none', bump: 'patch', why };
  }
  if (before === undefined) {
    const why = 'It comes with answers that can be given from now on: something new is minor.';
    return { ...about, effect: section === 'Resources' ? 'addition' : 'interface', bump: 'minor', why };
  }
  const why = 'It is written differently and comes to the same for every product that may be running.';
  return { ...about, effect: 'none', bump: 'patch', why };
}
