import type { Remedy } from '../../catalog/detailed-error';
import type { EndedUpdate } from './carry-out-step';
import type { UpdateStep } from './plan-step';

/**
 * Updates that have ended, with the way back from where each product has come to. Of a product that went by releases in
 * between that is one way, to where it came from: what ran before is the last of those in between.
 */
export function withWaysBack(ended: readonly EndedUpdate[], steps: readonly UpdateStep[]): readonly EndedUpdate[] {
  return ended.map((update, index) => {
    const { name } = update;
    const way = steps.filter(({ request }) => request.change.running.name === name);
    const [first] = way;
    if (first === undefined || way.length === 1) return update;
    const { takeBack: _, ...rest } = update;
    if (steps[index] !== way.at(-1)) return rest;
    const answers = ended.filter((each) => each.name === name).flatMap(({ takeBack }) => answersIn(takeBack));
    // The last one of a key counts, and that is to be what it was before the first step.
    const parameter = answers.reverse();
    const options = { to: first.request.change.running.version, ...(parameter.length > 0 && { parameter }) };
    return { ...rest, takeBack: { do: 'verb', verb: 'rollback', operands: [name], options } };
  });
}

/** Answers that a way back gives. */
function answersIn(takeBack: Remedy | undefined): readonly string[] {
  const given = takeBack?.do === 'verb' ? takeBack.options?.parameter : undefined;
  return typeof given === 'object' ? given : [];
}
