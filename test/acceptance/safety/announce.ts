import type { Probe } from '../probes/probe';
import type { Step } from '../steps/step';

/** Work that a run is about to do. */
export interface Undertaking {
  readonly runId: string;
  readonly account: string;
  readonly region: string;
  readonly isSandbox: boolean;
  readonly secondAccount: string | undefined;
  readonly probes: readonly Probe[];
  readonly steps: readonly Step[];
}

/** Announcement before anything is made: where, what, for how much, for how long. */
export function announcement(undertaking: Undertaking): string {
  const { runId, account, region, isSandbox, secondAccount, probes, steps } = undertaking;
  const probesCost = probes.reduce((sum, { usd }) => sum + usd, 0);
  const hourly = Math.max(0, ...steps.map(({ usdAnHour }) => usdAnHour));
  const minutes = [...probes, ...steps].reduce((sum, each) => sum + each.minutes, 0);
  return [
    `Run ${runId} in ${isSandbox ? 'a sandbox, ' : ''}account ${account}, region ${region}${also(secondAccount)}. It makes:`,
    ...probes.map(({ id, makes }) => `  probe ${id}: ${makes}`),
    ...steps.map(({ id, makes }) => `  ${id}: ${makes}`),
    `and takes it all away. Cost at list prices: about ${dollars(probesCost)} for the probes, and up to ${dollars(hourly)} an hour ` +
      'while an environment runs.',
    `Longest time: ${Math.ceil(minutes / 60)} hours.`,
  ].join('\n');
}

function also(account: string | undefined): string {
  return account === undefined ? '' : `, and account ${account}`;
}

function dollars(amount: number): string {
  return `${amount.toFixed(2)} US dollars`;
}
