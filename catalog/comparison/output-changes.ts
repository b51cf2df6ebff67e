import {
  asIntrinsic,
  type EvaluatedOutput,
  type EvaluatedTemplate,
  type Json,
  own,
  referencesIn,
  sameJson,
} from '../template';
import { canonical } from './canonical';
import type { FoundChange } from './comparison';
import { type Fates, referenceChanges } from './resource-verdicts';

/**
 * Every difference of the outputs of two evaluated templates. An export is known by its name, since that is what others
 * import; which output has it doesn't matter to them.
 */
export function outputChanges(before: EvaluatedTemplate, after: EvaluatedTemplate, fates: Fates): FoundChange[] {
  const [then, now] = [exportsOf(before), exportsOf(after)];
  const exported = [...then].flatMap(([name, [id, output]]): FoundChange[] => {
    const about = { logicalId: id, type: 'Output', losesData: false, ...nameOf(output) };
    const [newId, kept] = now.get(name) ?? [];
    if (kept === undefined) {
      const renamed = own(after.outputs, id)?.exportName;
      return [
        {
          ...about,
          property: 'Export',
          before: output.exportName ?? null,
          ...(renamed === undefined ? {} : { after: renamed }),
          effect: 'interface',
          bump: 'major',
          why: `The export ${text(output.exportName)} is gone${renamed === undefined ? '' : `, renamed to ${text(renamed)}`}: AWS refuses the update while anything imports it, and whoever would import it can't.`,
        },
      ];
    }
    const cause = changedReference(kept.value, fates);
    if (sameJson(output.value, kept.value) && cause === undefined) return [];
    const isPossible = sameJson(output.value, kept.value) && cause?.certainty !== 'yes';
    const reason =
      cause === undefined ? '' : `, since ${cause.id} ${cause.certainty === 'maybe' ? 'may change' : 'changes'}`;
    return [
      {
        ...about,
        logicalId: newId ?? id,
        property: 'Value',
        before: output.value,
        after: kept.value,
        ...(isPossible && { isPossible }),
        effect: 'failure',
        bump: 'major',
        why: `The value of the export ${text(output.exportName)} changes${reason}: AWS refuses the update while anything imports it.`,
      },
    ];
  });
  const ids = [...new Set([...Object.keys(before.outputs), ...Object.keys(after.outputs)])];
  return [
    ...exported,
    ...ids.flatMap((id) => plainChanges(id, own(before.outputs, id), own(after.outputs, id), then, now)),
  ];
}

type Exports = ReadonlyMap<string, readonly [string, EvaluatedOutput]>;

function exportsOf({ outputs }: EvaluatedTemplate): Exports {
  return new Map(
    Object.entries(outputs).flatMap(([id, output]) =>
      output.exportName === undefined ? [] : [[canonical(output.exportName), [id, output] as const] as const],
    ),
  );
}

/** Differences of an output beside what its export means to others. */
function plainChanges(
  id: string,
  then: EvaluatedOutput | undefined,
  now: EvaluatedOutput | undefined,
  exportsThen: Exports,
  exportsNow: Exports,
): FoundChange[] {
  const about = { logicalId: id, type: 'Output', losesData: false };
  if (now === undefined) {
    const isExportGone = then?.exportName !== undefined && !exportsNow.has(canonical(then.exportName));
    if (then === undefined || isExportGone) return [];
    const why =
      'Whoever reads this output by its key no longer finds it; nobody can import it, so AWS does not mind: minor.';
    return [{ ...about, property: null, before: then.value, effect: 'interface', bump: 'minor', why }];
  }
  if (then === undefined) {
    return [
      {
        ...about,
        property: null,
        after: now.value,
        effect: 'interface',
        bump: 'minor',
        why: 'A new output: something new is minor.',
      },
    ];
  }
  const changes: FoundChange[] = [];
  if (now.exportName !== undefined && !exportsThen.has(canonical(now.exportName))) {
    const why = 'Others may import this from now on: something new is minor.';
    changes.push({ ...about, property: 'Export', after: now.exportName, effect: 'interface', bump: 'minor', why });
  }
  if (then.exportName === undefined && !sameJson(then.value, now.value)) {
    const why = 'The output says something else; nobody can have imported it, so it changes in place.';
    changes.push({
      ...about,
      property: 'Value',
      before: then.value,
      after: now.value,
      effect: 'none',
      bump: 'patch',
      why,
    });
  }
  if (then.description !== now.description) {
    const why = 'Only the description changes.';
    changes.push({
      ...about,
      property: 'Description',
      before: then.description ?? null,
      after: now.description ?? null,
      effect: 'none',
      bump: 'patch',
      why,
    });
  }
  return changes;
}

function nameOf({ exportName }: EvaluatedOutput): Pick<FoundChange, 'exportName'> {
  return typeof exportName === 'string' ? { exportName } : {};
}

/** Reference in an output's value that gets another value, a certain one before one that only may. */
function changedReference(
  value: Json,
  fates: Fates,
): { readonly id: string; readonly certainty: 'maybe' | 'yes' } | undefined {
  if (fates.size === 0) return undefined;
  const found = referencesIn(value).flatMap(({ id, attribute }) => {
    const certainty = referenceChanges(id, attribute, fates);
    return certainty === 'no' ? [] : [{ id, certainty }];
  });
  return found.find(({ certainty }) => certainty === 'yes') ?? found[0];
}

/** An export's name as people read it: `bellyfed:${EnvironmentName}:data:TableName`. */
function text(name: Json | undefined): string {
  if (typeof name === 'string') return name;
  const call = asIntrinsic(name);
  if (call?.name === 'Ref') return `\${${String(call.argument)}}`;
  if (call?.name === 'Fn::Join' && Array.isArray(call.argument) && Array.isArray(call.argument[1])) {
    return call.argument[1].map(text).join(String(call.argument[0]));
  }
  return canonical(name ?? null);
}
