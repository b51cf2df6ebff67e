/** Promises of the README on the guard, held to the schedule that it is deployed with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../../portfolios/context';
import { sweepName } from '../../../portfolios/guard/guard-name';
import { LIFTED_HOURS, MISSED_HOURS, SWEEP_SCHEDULE } from '../../../portfolios/guard/sweep-schedule';
import { GuardStack } from '../../../portfolios/stacks/guard-stack';
import { periodOf } from '../../../sandbox/services/events/schedule';
import { templateOf } from '../fixture';

const text = readFileSync(join(__dirname, '../../../README.md'), 'utf8');

/** Hours in the row of the README's table that begins so. */
function hoursOf(beginning: string): number {
  const row = text.split('\n').find((line) => line.startsWith(`| ${beginning}`));
  return Number(/\| (\d+) hours? \|$/.exec(row ?? '')?.[1]);
}

it('says how long a missed stack and a lifted one can stay so, as the schedule has it', () => {
  const template = templateOf((app) => new GuardStack(app, 'Guard', { settings: readSettings({}) }));
  template.hasResourceProperties('AWS::Events::Rule', { Name: sweepName, ScheduleExpression: SWEEP_SCHEDULE });
  const hours = Number(periodOf(SWEEP_SCHEDULE)) / 3_600_000;
  expect([hours, MISSED_HOURS, LIFTED_HOURS]).toEqual([hours, hours, 2 * hours]);
  expect([hoursOf('the same where the event was missed'), hoursOf('a lifted stack policy')]).toEqual([
    hours,
    2 * hours,
  ]);
});
