import {
  deletionPolicyOf,
  type EvaluatedResource,
  type Impact,
  isCustomResource,
  type Json,
  passingKind,
} from '../template';
import type { FoundChange } from './comparison';

/** Verdict on a change: the effect, the bump, and the sentence. */
export type Said = Pick<FoundChange, 'effect' | 'bump' | 'why' | 'losesData'>;

const said = (effect: Said['effect'], bump: Said['bump'], why: string, losesData = false): Said => ({
  effect,
  bump,
  why,
  losesData,
});

/** A resource that comes. */
export function addition(): Said {
  return said('addition', 'minor', 'AWS makes a new resource beside those that run: something new is minor.');
}

/** A resource that comes with the physical name of one that goes. */
export function takenName(old: string): Said {
  return said(
    'failure',
    'major',
    `AWS refuses the update: it makes the new resource before it deletes ${old}, which still has the same physical name. Keep the logical id, or give another name.`,
  );
}

/** A resource that comes beside one that excludes it, and that goes only afterwards. */
export function excluded(old: string, advice: string): Said {
  return said(
    'failure',
    'major',
    `AWS refuses the update: it makes the new resource before it deletes ${old}, beside which it can't be. ${advice}`,
  );
}

/** A resource that goes, or gets another logical id. */
export function removal(resource: EvaluatedResource, holdsData: boolean): Said {
  const policy = deletionPolicyOf(resource);
  const isKept = policy === 'Retain' || policy === 'RetainExceptOnCreate';
  const what = isKept
    ? 'AWS takes the resource out of the stack and keeps it (its DeletionPolicy in the running version says so)'
    : policy === 'Snapshot'
      ? 'AWS takes a last snapshot of the resource and deletes it'
      : 'AWS deletes the resource';
  if (!holdsData) {
    const loss = minorLoss(resource.type);
    const verdict =
      loss === undefined ? 'what is stateless may go with a minor release' : `${loss}: minor, and listed in the notes`;
    return said('removal', 'minor', `${what}: ${verdict}.`);
  }
  return said(
    'removal',
    'major',
    `${what}: the product loses the data of this ${resource.type}, since a resource of another logical id begins empty. Keep the logical id.`,
    true,
  );
}

/** Loss that is no more than minor; undefined where nothing is lost. */
function minorLoss(type: string): string | undefined {
  const kind = passingKind(type);
  if (kind !== undefined) return `what is in this ${kind} goes with it, which only passes`;
  return isCustomResource(type) ? 'it may lose data, as its own function decides' : undefined;
}

/** A logical id that gets another type. */
export function newType(before: string, after: string, holdsData: boolean): Said {
  return said(
    'failure',
    'major',
    `AWS refuses to change the type of a resource from ${before} to ${after} ("Update of resource type is not permitted"). Give the new one another logical id.`,
    holdsData,
  );
}

/** Context of a property that changes: the resource around it. */
export interface PropertyContext {
  readonly type: string;
  /** Properties that fix the physical name and stay. */
  readonly names: readonly string[];
  readonly holdsData: boolean;
  /** The UpdateReplacePolicy that keeps the replaced resource. */
  readonly kept: string | undefined;
}

/** A property that changes, by its own text or by what it refers to. */
export function property(name: string, impact: Impact, causes: readonly string[], context: PropertyContext): Said {
  const because =
    causes.length === 0 ? '' : ` because ${causes.join(' and ')} ${causes.length > 1 ? 'change' : 'changes'}`;
  switch (impact) {
    case 'none':
      return said('none', 'patch', `AWS updates ${name} in place${because}, without an interruption.`);
    case 'interruption':
      return said(
        'interruption',
        'minor',
        `AWS updates ${name}${because} with an interruption: minor, and listed in the notes.`,
      );
    case 'refused':
      return said(
        'failure',
        'major',
        `AWS refuses to change ${name} of a resource that exists: every update would fail.`,
      );
    case 'conditional':
      return replacement(`AWS may replace the resource when ${name} changes${because}`, false, context);
    case 'replacement':
      return replacement(`AWS replaces the resource when ${name} changes${because}`, true, context);
  }
}

function replacement(what: string, isCertain: boolean, { type, names, holdsData, kept }: PropertyContext): Said {
  if (isCertain && names.length > 0) {
    const data = holdsData ? ' The data would not move to a replacement either.' : '';
    return said(
      'failure',
      'major',
      `${what}, and refuses that as long as ${names.join(' and ')} ${names.length > 1 ? 'stay' : 'stays'} the same: the new one would need the name before the old one is gone.${data}`,
      holdsData,
    );
  }
  if (!holdsData) {
    const loss = minorLoss(type) ?? 'stateless';
    return said('replacement', 'minor', `${what}: ${loss}, so minor, and listed in the notes.`);
  }
  const old = kept === undefined ? 'deleted' : `kept outside the stack (UpdateReplacePolicy ${kept})`;
  return said(
    'replacement',
    'major',
    `${what}: the new one begins empty and the old one is ${old}, so the product loses its data.`,
    true,
  );
}

/**
 * Policies by how well they guard data, the weakest first. `RetainExceptOnCreate` keeps all that `Retain` does of a
 * resource whose creation has succeeded.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
const PROTECTION = [['Delete'], ['Snapshot'], ['RetainExceptOnCreate', 'Retain']];

function protectionOf(policy: string | undefined): number {
  return PROTECTION.findIndex((policies) => policies.some((one) => one === policy));
}

/** A policy as AWS takes it, where the template may have left it out. */
function policyOf(name: string, policy: Json | undefined, { type, properties }: EvaluatedResource): string {
  if (name === 'DeletionPolicy') return deletionPolicyOf({ type, properties, deletionPolicy: policy });
  return typeof policy === 'string' ? policy : 'Delete';
}

/** A resource attribute that changes. */
export function attribute(
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  resource: EvaluatedResource,
  holdsData: boolean,
): Said {
  if (name !== 'DeletionPolicy' && name !== 'UpdateReplacePolicy') {
    return said('none', 'patch', `AWS takes over ${name} without touching what runs.`);
  }
  const [then, now] = [before, after].map((policy) => policyOf(name, policy, resource));
  if (!holdsData || protectionOf(now) >= protectionOf(then)) {
    return said(
      'none',
      'patch',
      `AWS takes over ${name} without touching what runs; it counts when the resource goes.`,
    );
  }
  const when = name === 'DeletionPolicy' ? 'is terminated or drops the resource' : 'replaces the resource';
  return said(
    'none',
    'major',
    `AWS does nothing now, but data that was to be kept (${then}) goes (${now}) once the product ${when}: a promise to those who run it is taken back, which is major.`,
  );
}
