import { setTimeout as pause } from 'node:timers/promises';
import { agrees, differs, notReached } from '../assumption';
import { isWell, reasonOf, stackNamed } from '../stacks';
import { sessionSeconds } from '../trail/denials';
import { lookUp, TRAIL_MINUTES } from '../trail/look-up';
import { launch, offer, parameterStatements, parameterTemplate, terminate } from './offer';
import type { Probe } from './probe';

const MAX_SESSION = {
  where: ['portfolios/launch-role/launch-role.ts', 'docs/runbook.md', 'products/environment/README.md'],
  change: 'Say that an environment is launched tier by tier, each within the session, and drop the longer session.',
};

/** Session that Service Catalog takes a launch role on for, as CloudTrail tells. */
const launchSession: Probe = {
  id: 'launch-session',
  assumptions: [
    {
      id: 'launch-session',
      text: "Service Catalog's session of a launch role lasts longer than an hour, where the role allows it.",
      stands: "Launch roles' MaxSessionDuration of 12 hours lets an environment of an hour or more be launched.",
      mend: MAX_SESSION,
    },
  ],
  makes: 'a portfolio with one product, and one launch of it: a parameter',
  usd: 0,
  minutes: TRAIL_MINUTES + 10,
  way: {
    kind: 'program',
    runsInSandbox: false,
    run: async (bench) => {
      const since = new Date();
      const offered = await offer(bench, { versions: { v1: parameterTemplate }, statements: parameterStatements });
      if (!isWell(offered)) return { 'launch-session': notReached(reasonOf(offered)) };
      const launched = await launch(bench, 'v1', 'a');
      await terminate(bench);
      if (launched.status !== 'SUCCEEDED') return { 'launch-session': notReached(launched.error) };
      await pause(TRAIL_MINUTES * 60_000);
      const events = await lookUp(bench.place, { since, eventName: 'AssumeRole' }, new AbortController().signal);
      const seconds = sessionSeconds(events, offered.outputs.Role ?? '');
      if (seconds === undefined) return { 'launch-session': notReached('CloudTrail names no duration') };
      return { 'launch-session': seconds > 3600 ? agrees(`${seconds} s`) : differs(`${seconds} s`) };
    },
  },
};

/** Launch that fails after 75 minutes, and is taken back with the credentials that it has then. */
const longLaunch: Probe = {
  id: 'long-launch',
  assumptions: [
    {
      id: 'long-launch',
      text: 'What was launched more than an hour ago can still be taken back when its launch fails.',
      stands: "An environment's launch of an hour and more, and its rollback, need no second try.",
      mend: MAX_SESSION,
    },
  ],
  makes: 'a portfolio with one product, and one launch of it that waits 75 minutes and fails: a parameter',
  usd: 0,
  minutes: 90,
  way: {
    kind: 'program',
    runsInSandbox: false,
    option: 'long',
    run: async (bench) => {
      const template = {
        ...parameterTemplate,
        Resources: {
          ...parameterTemplate.Resources,
          Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
          Wait: {
            Type: 'AWS::CloudFormation::WaitCondition',
            DependsOn: 'Parameter',
            Properties: { Handle: { Ref: 'Handle' }, Timeout: '4500', Count: 1 },
          },
        },
      };
      const offered = await offer(bench, { versions: { v1: template }, statements: parameterStatements });
      if (!isWell(offered)) return { 'long-launch': notReached(reasonOf(offered)) };
      const { error, stack } = await launch(bench, 'v1', 'a');
      const left = await stackNamed(bench.place, stack);
      await terminate(bench);
      const status = left?.StackStatus ?? 'gone';
      return { 'long-launch': /ROLLBACK_COMPLETE|gone/.test(status) ? agrees(status) : differs(`${status}: ${error}`) };
    },
  },
};

/** Probes that take their time. */
export const timeProbes: readonly Probe[] = [launchSession, longLaunch];
