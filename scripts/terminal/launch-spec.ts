import { CatalogError } from '../../catalog/errors';
import {
  carryOutSpecLaunch,
  planSpecLaunch,
  previewSpecLaunch,
  readSpec,
  refuseMistakes,
  type SpecFile,
  type SpecLaunch,
  type SpecOptions,
} from '../../operations/launch/spec';
import type { LaunchOptions } from '../options/launch-options';
import {
  endedSpecJson,
  endedSpecText,
  mistakeText,
  specPlanText,
  specPreviewJson,
  specPreviewText,
} from '../texts/spec-text';
import { asker, openContext, type ShownContext } from './open-context';
import { planUntilStopped } from './plan-until-stopped';
import { print, printJson, type Shell, say } from './shell';
import { goingOn, untilStopped } from './until-stopped';
import { updatesStopped } from './update';

/** Launches what a file of specs describes, one after the other, or shows what that would do. */
export async function launchSpec(shell: Shell, spec: SpecFile, options: LaunchOptions): Promise<void> {
  const { launches, problems } = await readSpec({ root: shell.root }, spec);
  if (problems.length > 0 && options.json) printJson(shell, { problems });
  for (const problem of problems) say(shell, mistakeText(spec.file, problem));
  refuseMistakes(spec.file, problems);
  if (!options.wait && launches.length > 1) {
    throw new CatalogError('must-wait', 'Each product builds on those before it: leave --no-wait out.');
  }
  const context = await openContext(shell, options, options);
  const run = options.plan ? preview : carryOut;
  const results: unknown[] = [];
  for (const launch of launches) results.push(await run(shell, context, launch, options));
  if (options.json) printJson(shell, results);
}

function specOptions({
  tag: tags,
  wait,
  allowReplace: allowed,
  acceptNoRollback: accepted,
}: LaunchOptions): SpecOptions {
  return { tags, wait, allowed, accepted };
}

async function preview(shell: Shell, context: ShownContext, launch: SpecLaunch, options: LaunchOptions) {
  const { json } = options;
  const found = await planUntilStopped(shell, context, (it) => previewSpecLaunch(it, launch, specOptions(options)));
  if (!json) print(shell, specPreviewText(launch, found));
  return specPreviewJson(launch, found);
}

async function carryOut(shell: Shell, context: ShownContext, launch: SpecLaunch, options: LaunchOptions) {
  const { wait, json } = options;
  const planned = await planUntilStopped(shell, context, (it) => planSpecLaunch(it, launch, specOptions(options)));
  try {
    const text = specPlanText(planned.plan);
    if (text !== undefined) say(shell, text);
    const { plan } = planned;
    const words = plan.kind === 'change' ? updatesStopped(launch.name, plan.updates) : goingOn(launch.name);
    const ended = await untilStopped(shell, context, words, (it) =>
      carryOutSpecLaunch(it, planned, asker(shell, options, it), { wait }),
    );
    if (!json) print(shell, endedSpecText(launch, ended));
    return endedSpecJson(launch, ended);
  } finally {
    await planned.discard();
  }
}
