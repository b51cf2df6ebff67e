import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import type { Comparison, TemplateChange } from '../../catalog/comparison';
import { isStateful, missedPart, type Template } from '../../catalog/template';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';

/** Effect on a resource, in the words of the comparison; `perhaps` is AWS's `CONDITIONAL`. */
export type AwsEffect = 'addition' | 'none' | 'perhaps replacement' | 'replacement' | 'removal';

/** Verdict on one resource that an update touches: what AWS's plan says of it beside what our comparison says. */
export interface ResourceVerdict {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  /** Absent where AWS's plan doesn't name it, or there is none. */
  readonly aws?: AwsEffect;
  /** The properties and attributes that AWS names, each once. */
  readonly awsNames: readonly string[];
  /** The gravest first; empty where ours finds nothing, or the templates aren't known. */
  readonly ours: readonly TemplateChange[];
  /**
   * Effect that counts, of the two: the graver one; where AWS is in doubt ours, which knows the answers. Absent where neither
   * says anything.
   */
  readonly expected?: AwsEffect | 'loss' | 'interruption';
  /** Whether it holds data, or is a launched product, which may. */
  readonly stateful: boolean;
  /**
   * `stops`: data would be lost, or others notice that it goes; `allowed`: the same, and somebody has named it, see
   * `allowNamed`; `refused`: AWS refuses it, whatever is named.
   */
  readonly verdict: 'passes' | 'allowed' | 'stops' | 'refused';
  /** Why the two differ, or what makes it pass. */
  readonly note?: string;
}

/** Evidence that an update of one product is judged by. */
export interface Evidence {
  /** AWS's plan; undefined where AWS made none. */
  readonly changes: readonly ResourceChange[] | undefined;
  /** Undefined where one of the templates isn't known. */
  readonly comparison: Comparison | undefined;
  /** Whether the comparison was made with the answers that the update has: only the version changes, no answer does. */
  readonly knowsAnswers: boolean;
  /** The template that runs, where it is known. */
  readonly before: Template | undefined;
}

/**
 * Joins AWS's plan with our comparison, resource by resource, and judges each: what holds data passes only if neither of
 * the two replaces or removes it, and if ours finds no loss in what stays.
 *
 * A replacement that AWS plans only on a condition passes where our comparison, which knows the values, finds no replacement;
 * should it be one after all, the guard's stack policy refuses it.
 */
export function judgeResources({ changes = [], comparison, knowsAnswers, before }: Evidence): ResourceVerdict[] {
  const byAws = new Map(changes.map((change) => [change.LogicalResourceId ?? '', change]));
  const byUs = new Map<string, TemplateChange[]>();
  for (const change of comparison?.changes ?? []) {
    if (isOfResource(change)) byUs.set(change.logicalId, [...(byUs.get(change.logicalId) ?? []), change]);
  }
  const ids = [...new Set([...byAws.keys(), ...byUs.keys()])];
  return ids.map((logicalId) => {
    const planned = byAws.get(logicalId);
    const ours = byUs.get(logicalId) ?? [];
    const type = planned?.ResourceType ?? ours[0]?.type ?? '';
    const properties = before?.Resources[logicalId]?.Properties;
    const stateful =
      type === LAUNCHED_PRODUCT || isStateful(type, properties) || ours.some(({ losesData }) => losesData);
    const resource = {
      ...{ logicalId, type, ours, stateful },
      physicalId: planned?.PhysicalResourceId,
      aws: planned && effectOf(planned),
      awsNames: planned ? namesIn(planned) : [],
    };
    const missed = missedPart(type, properties)?.says;
    const isDecided = comparison !== undefined && knowsAnswers;
    return { ...resource, expected: expectedOf(resource, isDecided), ...judge({ ...resource, missed }, isDecided) };
  });
}

/** Changes of a comparison that aren't of resources: the form, the outputs, the template itself. */
export function formChanges(comparison: Comparison | undefined): TemplateChange[] {
  return (comparison?.changes ?? []).filter((change) => !isOfResource(change));
}

/** Whether a change is of a resource; all else has a type without a namespace. */
function isOfResource(change: TemplateChange): change is TemplateChange & { logicalId: string } {
  return change.logicalId !== null && (change.type?.includes('::') ?? false);
}

interface Judged extends Pick<ResourceVerdict, 'aws' | 'ours' | 'stateful'> {
  /** Reason why others notice that it goes; undefined where they don't. */
  readonly missed: string | undefined;
}

function judge({ aws, ours, stateful, missed }: Judged, isDecided: boolean): Pick<ResourceVerdict, 'verdict' | 'note'> {
  if (isDecided && ours.some(({ effect }) => effect === 'failure')) return { verdict: 'refused' };
  const goes = aws === 'removal' || ours.some(({ effect }) => effect === 'removal');
  if (goes && missed !== undefined) return { verdict: 'stops', note: missed };
  const replaces = ours.some(({ effect }) => effect === 'replacement' || effect === 'removal' || effect === 'failure');
  const loses = ours.some(({ losesData }) => losesData);
  const destroys = replaces || loses;
  if (!stateful) return { verdict: 'passes' };
  const perhaps = aws === 'perhaps replacement';
  if (perhaps && isDecided && !destroys) {
    return {
      verdict: 'passes',
      note: 'AWS would replace it only on a condition that our comparison knows not to hold',
    };
  }
  if (!destroys && !perhaps && aws !== 'replacement' && aws !== 'removal') return { verdict: 'passes' };
  if (replaces && aws === 'none')
    return { verdict: 'stops', note: 'AWS plans it in place; our comparison knows better' };
  return { verdict: 'stops' };
}

function expectedOf(
  { aws, ours }: Pick<ResourceVerdict, 'aws' | 'ours'>,
  isDecided: boolean,
): ResourceVerdict['expected'] {
  const effects = ours.map(({ effect }) => effect);
  for (const effect of ['removal', 'replacement'] as const) {
    if (aws === effect || effects.includes(effect)) return effect;
  }
  if (effects.includes('loss')) return 'loss';
  if (aws === 'perhaps replacement' && !isDecided) return aws;
  if (effects.includes('interruption')) return 'interruption';
  if (aws === 'perhaps replacement') return 'none';
  return aws ?? (ours.length > 0 ? 'none' : undefined);
}

function effectOf({ Action, Replacement }: ResourceChange): AwsEffect {
  if (Action === 'ADD') return 'addition';
  if (Action === 'REMOVE') return 'removal';
  if (Replacement === 'TRUE') return 'replacement';
  return Replacement === 'CONDITIONAL' ? 'perhaps replacement' : 'none';
}

function namesIn({ Details = [] }: ResourceChange): string[] {
  const names = Details.flatMap(({ Target }) => Target?.Name ?? Target?.Attribute ?? []);
  return [...new Set(names.map((name) => (name === 'TAGS' ? 'Tags' : name)))];
}
