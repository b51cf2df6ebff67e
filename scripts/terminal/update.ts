import { andDiscard } from '../../operations/agreement';
import type { UpdatesPlan, UpdatesWish } from '../../operations/upgrade/plan-updates';
import type { UpdateOptions } from '../options/update-options';
import { withAnswers } from './ask-answers';
import { asker, openContext } from './open-context';
import { planUntilStopped } from './plan-until-stopped';
import { print, printJson, type Shell, say } from './shell';
import { comeBack, type StopWords, untilStopped } from './until-stopped';
import { columnsOf } from './wrapped';

/** Words for a stop of updates, by the name that was given: several of them end between two. */
export function updatesStopped(name: string, { effective }: UpdatesPlan): StopWords {
  if (effective.length > 1) return BETWEEN_STEPS;
  return {
    telling: 'Stopping: what was allowed to be replaced is protected again.',
    ended: 'The update was stopped here; what AWS was asked for goes on, unless the guard forbids it.',
    remedies: [comeBack(name)],
  };
}

const BETWEEN_STEPS: StopWords = {
  telling: 'Stopping once the step under way is done.',
  ended: 'Stopped here, as you asked.',
};

/**
 * Runs a verb that updates what is launched: plans it, shows the plan, asks, carries it out and prints what came of it.
 *
 * @param wish what of it isn't in the options that the verbs share
 */
export async function update(
  shell: Shell,
  options: UpdateOptions,
  wish: Pick<UpdatesWish, 'name' | 'intent' | 'to' | 'downgrade'>,
): Promise<void> {
  const { parameter, allowReplace: allowed, acceptNoRollback: accepted, wait, plan: planOnly, json } = options;
  const { planUpdates } = await import('../../operations/upgrade/plan-updates');
  const { carryOutUpdates } = await import('../../operations/upgrade/carry-out-updates');
  const { endedText, stepsText, updateCostsText, updatesJson, updatesText, upToDate } = await import(
    '../texts/updates-text'
  );
  const context = await openContext(shell, options, options);
  const planned = await withAnswers(shell, parameter, (parameters) =>
    planUntilStopped(shell, context, (it) => planUpdates(it, { ...wish, parameters, allowed, accepted, wait })),
  );
  await andDiscard(async () => {
    const { plan } = planned;
    if (planOnly) {
      const { costOfUpdates } = await import('../../operations/cost/cost-of-updates');
      const costs = await costOfUpdates(context, plan);
      if (json) return printJson(shell, updatesJson(plan, costs));
      return print(
        shell,
        [updatesText(plan, columnsOf(shell.stdout)), updateCostsText(costs)].filter(Boolean).join('\n\n'),
      );
    }
    if (plan.effective.length === 0) return json ? printJson(shell, []) : print(shell, upToDate(wish));
    say(shell, stepsText(plan.effective, columnsOf(shell.stderr)));
    const ended = await untilStopped(shell, context, updatesStopped(wish.name, plan), (it) =>
      carryOutUpdates(it, planned, asker(shell, options, it)),
    );
    return json ? printJson(shell, ended) : print(shell, endedText(ended));
  }, planned.discard);
}
