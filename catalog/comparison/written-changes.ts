import {
  type EvaluatedResource,
  isObject,
  type Json,
  type JsonObject,
  own,
  sameJson,
  type Template,
  type TemplateResource,
} from '../template';
import type { FoundChange } from './comparison';
import { unseenChanges } from './resource-verdicts';

/** Findings of two templates once they have been evaluated. */
export interface Seen {
  /** Changes that their meaning has shown. */
  readonly found: readonly FoundChange[];
  /** Names of the resources and outputs of the first that exist with some of the answers. */
  readonly existing: ReadonlySet<string>;
  /** Whether the answers are all that there are: what exists with none of them doesn't count. */
  readonly isComplete: boolean;
}

/** The sections whose entries have names, and what each entry is; resources say it themselves. */
const SECTIONS: Readonly<Record<string, string>> = {
  Parameters: 'Parameter',
  Rules: 'Rule',
  Mappings: 'Mapping',
  Conditions: 'Condition',
  Resources: 'Resource',
  Outputs: 'Output',
};

/** The differences in what is written that evaluating has not shown: texts, and what comes to the same. */
export function writtenChanges(before: Template, after: Template, seen: Seen): FoundChange[] {
  const [then, now] = [before, after].map((template) => template as unknown as JsonObject);
  const known = new Set(seen.found.map(({ logicalId, type }) => `${sectionOf(type)} ${logicalId}`));
  return keysOf(then, now).flatMap((section): FoundChange[] => {
    const [old, value] = [own(then, section), own(now, section)];
    if (sameJson(old, value)) return [];
    if (!(section in SECTIONS)) return [sectionChange(section, old, value)];
    const [olds, values] = [old, value].map((one) => (isObject(one) ? one : {}));
    return keysOf(olds, values).flatMap((id): FoundChange[] => {
      const [one, other] = [own(olds, id), own(values, id)];
      if (sameJson(one, other) || known.has(`${section} ${id}`)) return [];
      if (isPlainLoop(id, one, other)) return [loopChange(section, id)];
      if (one === undefined && seen.existing.has(`${section} ${id}`)) return [entryChange(section, id, other, other)];
      if (one !== undefined && !seen.isComplete && !seen.existing.has(`${section} ${id}`)) {
        const unseen = unseenEntry(section, id, one, other);
        if (unseen.length > 0) return unseen;
      }
      return [entryChange(section, id, one, other)];
    });
  });
}

/**
 * Whether an entry is a loop, written or gone, that asks for no condition: what it makes has been seen.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
function isPlainLoop(id: string, before: Json | undefined, after: Json | undefined): boolean {
  return id.startsWith('Fn::ForEach::') && !JSON.stringify([before, after]).includes('"Condition"');
}

function loopChange(section: string, id: string): FoundChange {
  const why = 'What the loop makes, or made, is listed by itself where it changes anything.';
  const type = SECTIONS[section] ?? section;
  return { logicalId: id, type, property: null, losesData: false, effect: 'none', bump: 'patch', why };
}

function keysOf(one: JsonObject | undefined, other: JsonObject | undefined): string[] {
  return [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])].sort();
}

function sectionOf(type: string | null): string {
  return Object.entries(SECTIONS).find(([, one]) => one === type)?.[0] ?? 'Resources';
}

function values(before: Json | undefined, after: Json | undefined) {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function sectionChange(section: string, before: Json | undefined, after: Json | undefined): FoundChange {
  const about = { logicalId: null, type: null, property: section, losesData: false, ...values(before, after) };
  if (section === 'Transform' && before === undefined) {
    const why = 'Whoever updates must acknowledge CAPABILITY_AUTO_EXPAND from now on: at least minor.';
    return { ...about, effect: 'interface', bump: 'minor', why };
  }
  const why = `Only ${section} changes, which AWS takes over without touching what runs.`;
  return { ...about, effect: 'none', bump: 'patch', why };
}

/** An entry that comes to the same, or comes with answers that nobody can have given so far. */
function entryChange(section: string, id: string, before: Json | undefined, after: Json | undefined): FoundChange {
  const type = section === 'Resources' ? typeOf(after ?? before) : (SECTIONS[section] ?? section);
  const about = { logicalId: id, type, property: null, losesData: false };
  if (section === 'Mappings' || section === 'Conditions') {
    const why = 'What follows from it is listed with the resources and outputs; by itself it changes nothing.';
    return { ...about, ...values(before, after), effect: 'none', bump: 'patch', why };
  }
  if (before === undefined) {
    const why = 'It comes with answers that can be given from now on: something new is minor.';
    return { ...about, effect: section === 'Resources' ? 'addition' : 'interface', bump: 'minor', why };
  }
  const why = 'It is written differently and comes to the same for every product that may be running.';
  return { ...about, effect: 'none', bump: 'patch', why };
}

/** A resource or an output whose condition holds with none of the answers that were tried: judged as it is written. */
function unseenEntry(section: string, id: string, before: Json, after: Json | undefined): FoundChange[] {
  const note = ' Its condition holds with none of the answers that were tried.';
  if (section === 'Resources') {
    const changes = unseenChanges(id, written(before), after === undefined ? undefined : written(after));
    return changes.map((change) => ({ ...change, why: change.why + note }));
  }
  const isExported = isObject(before) && before.Export !== undefined;
  const isKept = isObject(after) && isObject(before) && sameJson(before.Export, after.Export);
  if (section !== 'Outputs' || !isExported || isKept) return [];
  const why = `The export is gone: AWS refuses the update while anything imports it.${note}`;
  return [
    { logicalId: id, type: 'Output', property: 'Export', effect: 'interface', bump: 'major', why, losesData: false },
  ];
}

function written(json: Json): EvaluatedResource {
  const {
    Type,
    Properties = {},
    DeletionPolicy,
    UpdateReplacePolicy,
    UpdatePolicy,
  } = json as unknown as TemplateResource;
  return {
    type: Type,
    properties: Properties,
    dependsOn: [],
    ...(typeof DeletionPolicy === 'string' && { deletionPolicy: DeletionPolicy }),
    ...(typeof UpdateReplacePolicy === 'string' && { updateReplacePolicy: UpdateReplacePolicy }),
    ...(UpdatePolicy !== undefined && { updatePolicy: UpdatePolicy }),
  };
}

function typeOf(resource: Json | undefined): string {
  return isObject(resource) ? String(resource.Type) : 'Resource';
}
