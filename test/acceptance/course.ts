import { notReached, type Verdicts } from './assumption';
import type { Place } from './place';
import type { AutomaticProbe } from './probes';
import { openBench } from './probes/bench';
import type { Ended } from './report/report';
import { type Course, type Step, StepFailure } from './steps/step';

/** Ends of what a run has done, and the verdicts that came of it. */
export interface Results {
  readonly ended: readonly Ended[];
  readonly verdicts: Verdicts;
}

/** Says on the terminal what begins. */
export type Say = (line: string) => void;

/** Makes probes, one after the other, each on a bench of its own that is cleared before the next. */
export async function makeProbes(
  probes: readonly AutomaticProbe[],
  { place, runId, signal }: Pick<Course, 'place' | 'runId' | 'signal'>,
  say: Say,
): Promise<Results> {
  const ended: Ended[] = [];
  let verdicts: Verdicts = {};
  for (const { id, way, assumptions } of probes) {
    const why = reasonNotToRun(place, way.runsInSandbox, signal);
    if (why !== undefined) {
      ended.push({ id, result: 'not run', words: why, seconds: 0 });
      continue;
    }
    say(`Probe ${id}`);
    const { bench, clear } = openBench(place, runId, id);
    const one = await timed(id, () => way.run(bench));
    const cleared = await timed(id, async () => {
      await clear();
      return {};
    });
    const words = [one.ended.words, cleared.ended.words].filter((text) => text !== '').join('; ');
    const result = words === '' ? 'done' : 'failed';
    ended.push({ id, result, words, seconds: one.ended.seconds + cleared.ended.seconds });
    const unreached = words === '' ? {} : Object.fromEntries(assumptions.map((it) => [it.id, notReached(words)]));
    verdicts = { ...verdicts, ...unreached, ...one.verdicts };
  }
  return { ended, verdicts };
}

/** Takes steps, one after the other; one that needs another which failed isn't taken. */
export async function takeSteps(
  steps: readonly Step[],
  course: Course,
  say: Say,
  before: readonly Ended[] = [],
): Promise<Results> {
  const ended = [...before];
  let verdicts: Verdicts = {};
  for (const step of steps) {
    const { id, title, needs, needsSecond = false, runsInSandbox = true } = step;
    const missing = needs.filter((need) => ended.find((each) => each.id === need)?.result !== 'done');
    const why =
      reasonNotToRun(course.place, runsInSandbox, course.signal) ??
      (needsSecond && course.second === undefined ? 'no second account was given' : undefined) ??
      (missing.length > 0 ? `it needs ${missing.join(', ')}` : undefined);
    if (why !== undefined) {
      ended.push({ id, result: 'not run', words: why, seconds: 0 });
      continue;
    }
    say(`Step ${id}: ${title}`);
    const one = await timed(id, () => step.run(course));
    if (one.ended.words !== '') say(`  it failed: ${one.ended.words}`);
    ended.push(one.ended);
    verdicts = { ...verdicts, ...one.verdicts };
  }
  return { ended: ended.slice(before.length), verdicts };
}

function reasonNotToRun({ isSandbox }: Place, runsInSandbox: boolean, signal: AbortSignal): string | undefined {
  if (signal.aborted) return 'the run was stopped';
  return isSandbox && !runsInSandbox ? 'the sandbox has nothing that answers it' : undefined;
}

async function timed(id: string, run: () => Promise<Verdicts>): Promise<{ ended: Ended; verdicts: Verdicts }> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  try {
    const verdicts = await run();
    return { ended: { id, result: 'done', words: '', seconds: seconds() }, verdicts };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const verdicts = error instanceof StepFailure ? error.verdicts : {};
    return { ended: { id, result: 'failed', words: error.message, seconds: seconds() }, verdicts };
  }
}
