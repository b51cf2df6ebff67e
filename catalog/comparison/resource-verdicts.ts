import {
  changeImpact,
  dependencyGraph,
  type EvaluatedResource,
  type EvaluatedTemplate,
  exclusions,
  type Impact,
  isKnownType,
  isStateful,
  type Json,
  own,
  propertyImpact,
  RESOURCE_ATTRIBUTES,
  type ResourceUpdate,
  referencesWithPaths,
  sameJson,
  worstImpact,
} from '../template';
import { attributeMayChange } from './changing-attributes';
import type { FoundChange } from './comparison';
import { fixedNames, sameIdentity } from './physical-names';
import { lossesBeside } from './update-losses';
import { impactByPolicy } from './update-policy';
import { updateRefusals } from './update-refusals';
import { type CompareNested, holdsNested, versionBump } from './version-moves';
import * as why from './why';

/** Fate of one physical resource in an update. */
export interface Fate {
  readonly type: string;
  readonly replaced: 'no' | 'maybe' | 'yes';
  readonly isInterrupted: boolean;
  /** Top-level properties that get another value. */
  readonly changed: ReadonlySet<string>;
}

/** Fates of the resources that are in both templates and change, by logical id. */
export type Fates = ReadonlyMap<string, Fate>;

/**
 * Whether data may be lost with a resource: its own, all that a product or a stack inside it holds, or, of a type that
 * nobody knows or a module, whatever it may hold.
 */
export function holdsData({ type, properties }: EvaluatedResource): boolean {
  return isStateful(type, properties) || holdsNested(type) || !isKnownType(type);
}

/** Verdicts on every difference of the resources of two evaluated templates, and what becomes of those that stay. */
export function resourceVerdicts(
  before: EvaluatedTemplate,
  after: EvaluatedTemplate,
  compareNested: CompareNested,
): { readonly changes: FoundChange[]; readonly fates: Fates } {
  const fates = new Map<string, Fate>();
  const changes: FoundChange[] = [];
  // In the order of dependencies: what a resource refers to has been judged before the resource itself.
  for (const id of dependencyGraph(after).order) {
    const [then, now] = [own(before.resources, id), own(after.resources, id)];
    if (now === undefined) continue;
    if (then === undefined) {
      changes.push(addition(id, now, before, after));
    } else if (then.type !== now.type) {
      fates.set(id, { type: now.type, replaced: 'yes', isInterrupted: false, changed: new Set() });
      changes.push({
        ...about(id, now),
        before: then.type,
        after: now.type,
        ...why.newType(then.type, now.type, holdsData(then)),
      });
    } else {
      changes.push(...modification(id, then, now, fates, compareNested));
    }
  }
  for (const [id, resource] of Object.entries(before.resources)) {
    if (own(after.resources, id) !== undefined) continue;
    changes.push({ ...about(id, resource), ...why.removal(resource, holdsData(resource)) });
  }
  return { changes, fates };
}

/** The differences of one resource as it is written, of which nothing else is known. */
export function unseenChanges(id: string, then: EvaluatedResource, now: EvaluatedResource | undefined): FoundChange[] {
  if (now === undefined) return [{ ...about(id, then), ...why.removal(then, holdsData(then)) }];
  if (then.type !== now.type) return [{ ...about(id, now), ...why.newType(then.type, now.type, holdsData(then)) }];
  return modification(id, then, now, new Map());
}

function about(logicalId: string, { type }: EvaluatedResource, property: string | null = null) {
  return { logicalId, type, property };
}

function addition(
  id: string,
  resource: EvaluatedResource,
  before: EvaluatedTemplate,
  after: EvaluatedTemplate,
): FoundChange {
  const going = Object.entries(before.resources)
    .filter(([other, { type }]) => own(after.resources, other) === undefined && type === resource.type)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const [namesake] = going.find(([, other]) => sameIdentity(resource, other)) ?? [];
  if (namesake !== undefined) return { ...about(id, resource), ...why.takenName(namesake) };
  const [excluded] = going.flatMap(([other, there]) =>
    exclusions('comparison', resource.type)
      .filter(({ when }) => when.holds(resource, there))
      .map(({ advice }) => why.excluded(other, advice)),
  );
  return { ...about(id, resource), ...(excluded ?? why.addition()) };
}

interface PropertyChange {
  readonly name: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly impact: Impact;
  /** The resources whose change reaches the property, where its own text stays the same. */
  readonly causes: readonly string[];
}

function modification(
  id: string,
  then: EvaluatedResource,
  now: EvaluatedResource,
  fates: Map<string, Fate>,
  compareNested?: CompareNested,
) {
  const found = propertyChanges(then, now, fates);
  const attributes = attributeChanges(id, then, now);
  if (found.length === 0) return attributes;
  const changed = new Set(found.map(({ name }) => name));
  const worst = worstImpact(found.map(({ impact }) => impact));
  fates.set(id, {
    type: now.type,
    replaced: worst === 'replacement' ? 'yes' : worst === 'conditional' ? 'maybe' : 'no',
    isInterrupted: found.some(({ impact }) => impact === 'interruption'),
    changed,
  });
  const context = {
    type: now.type,
    names: fixedNames(now, changed),
    holdsData: holdsData(then) || holdsData(now),
    kept: keptByPolicy(now),
  };
  const changes = found.map((change): FoundChange => {
    const { name, before, after, impact, causes } = change;
    return {
      ...about(id, now, name),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(versionBump(now.type, name, before, after, compareNested) ?? why.property(name, impact, causes, context)),
    };
  });
  return [
    ...changes,
    ...[...updateRefusals(then, now), ...lossesBeside(then, now, found, context.holdsData)].map((one) => ({
      ...about(id, now, one.property),
      ...one,
    })),
    ...attributes,
  ];
}

function keptByPolicy({ updateReplacePolicy }: EvaluatedResource): string | undefined {
  return updateReplacePolicy === 'Retain' || updateReplacePolicy === 'Snapshot' ? updateReplacePolicy : undefined;
}

function propertyChanges(then: EvaluatedResource, now: EvaluatedResource, fates: Fates): PropertyChange[] {
  const names = [...new Set([...Object.keys(now.properties), ...Object.keys(then.properties)])].sort();
  return names.flatMap((name): PropertyChange[] => {
    const [before, after] = [own(then.properties, name), own(now.properties, name)];
    const isSame = sameJson(before, after);
    const caused = causedImpacts(now, name, after, fates);
    if (isSame && caused.length === 0) return [];
    const direct = isSame ? 'none' : directImpact(now, name, before, after, { former: then, latter: now });
    return [
      {
        name,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        impact: worstImpact([direct, ...caused.map(({ impact }) => impact)]),
        causes: isSame ? [...new Set(caused.map(({ cause }) => cause))].sort() : [],
      },
    ];
  });
}

function directImpact(
  resource: EvaluatedResource,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  update: ResourceUpdate,
): Impact {
  // Of types that AWS's database doesn't have, nothing is known: expect the worst.
  if (!isKnownType(resource.type)) return 'conditional';
  return impactByPolicy(resource, name) ?? changeImpact(resource.type, name, before, after, update);
}

/** Impacts of references to resources that change: to replaced ones, and to attributes that an update changes. */
function causedImpacts(resource: EvaluatedResource, name: string, value: Json | undefined, fates: Fates) {
  if (fates.size === 0) return [];
  return referencesWithPaths(value, [name]).flatMap(({ path, id, attribute }): { cause: string; impact: Impact }[] => {
    const certainty = referenceChanges(id, attribute, fates);
    if (certainty === 'no') return [];
    const impact = impactByPolicy(resource, name) ?? propertyImpact(resource.type, path);
    return [{ cause: id, impact: impact === 'replacement' && certainty === 'maybe' ? 'conditional' : impact }];
  });
}

/** Whether a reference gets another value: of a replaced resource each does, of an updated one few attributes do. */
export function referenceChanges(id: string, attribute: string | undefined, fates: Fates): 'no' | 'maybe' | 'yes' {
  const fate = fates.get(id);
  if (fate === undefined) return 'no';
  if (fate.replaced !== 'no') return fate.replaced;
  return attribute !== undefined && attributeMayChange(fate, attribute) ? 'maybe' : 'no';
}

function attributeChanges(id: string, then: EvaluatedResource, now: EvaluatedResource): FoundChange[] {
  return RESOURCE_ATTRIBUTES.flatMap(({ name, of }): FoundChange[] => {
    const [before, after] = [of(then), of(now)];
    if (sameJson(before, after)) return [];
    return [
      {
        ...about(id, now, name),
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        ...why.attribute(name, before, after, now, holdsData(now)),
      },
    ];
  });
}
