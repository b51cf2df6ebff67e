import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import type { Comparison, TemplateChange } from '../../catalog/comparison';
import { isStateful, type Template } from '../../catalog/template';
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
  /** Whether it holds data, or is a launched product, which may. */
  readonly stateful: boolean;
  /** `stops`: data would be lost; `allowed`: it would, and somebody has named it; see `allowNamed`. */
  readonly verdict: 'passes' | 'allowed' | 'stops';
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
 * the two replaces or removes it.
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
    const stateful =
      type === LAUNCHED_PRODUCT ||
      isStateful(type, before?.Resources[logicalId]?.Properties) ||
      ours.some(({ losesData }) => losesData);
    const resource = {
      ...{ logicalId, type, ours, stateful },
      physicalId: planned?.PhysicalResourceId,
      aws: planned && effectOf(planned),
      awsNames: planned ? namesIn(planned) : [],
    };
    return { ...resource, ...judge(resource, comparison !== undefined && knowsAnswers) };
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

function judge(
  { aws, ours, stateful }: Pick<ResourceVerdict, 'aws' | 'ours' | 'stateful'>,
  isDecided: boolean,
): Pick<ResourceVerdict, 'verdict' | 'note'> {
  const destroys = ours.some(({ effect, losesData }) => losesData || effect === 'replacement' || effect === 'removal');
  if (!stateful) return { verdict: 'passes' };
  const perhaps = aws === 'perhaps replacement';
  if (perhaps && isDecided && !destroys) {
    return {
      verdict: 'passes',
      note: 'AWS would replace it only on a condition that our comparison knows not to hold',
    };
  }
  if (!destroys && !perhaps && aws !== 'replacement' && aws !== 'removal') return { verdict: 'passes' };
  if (destroys && aws === 'none')
    return { verdict: 'stops', note: 'AWS plans it in place; our comparison knows better' };
  return { verdict: 'stops' };
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
