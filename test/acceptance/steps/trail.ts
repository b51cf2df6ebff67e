import { setTimeout as pause } from 'node:timers/promises';
import { agrees, differs } from '../assumption';
import { type Denial, denialsIn } from '../trail/denials';
import { lookUp, TRAIL_MINUTES } from '../trail/look-up';
import type { Step } from './step';

/** Looks in CloudTrail for calls of the launch roles that AWS refused, launching and terminating. */
export const trail: Step = {
  id: 'trail',
  title: 'look in CloudTrail for calls that AWS refused to the launch roles',
  makes: 'nothing',
  usdAnHour: 0,
  minutes: TRAIL_MINUTES + 30,
  needs: ['publish'],
  runsInSandbox: false,
  assumptions: [
    {
      id: 'permissions-suffice',
      text: 'Launch roles are refused nothing, whether a launch fails of it or not.',
      stands: 'The table of permissions says all that AWS asks of a launch role.',
      mend: {
        where: ['catalog/permissions/resource-types.json', 'products/data/launch-role.ts'],
        change: "Add the action to the type's row, with its page, and to the product's statements.",
      },
    },
  ],
  run: async ({ place, began, signal }) => {
    await pause(TRAIL_MINUTES * 60_000, undefined, { signal });
    const events = await lookUp(place, { since: began }, signal);
    const denials = denialsIn(events, (role) => role.startsWith('BellyfedLaunch-'));
    if (denials.length > 0) return { 'permissions-suffice': differs(denials.map(worded).join('; ')) };
    return { 'permissions-suffice': agrees(`none among ${events.length} events`) };
  },
};

function worded({ role, action, message, times }: Denial): string {
  return `${role}: ${action}${times > 1 ? ` (${times} times)` : ''}: ${message}`;
}
