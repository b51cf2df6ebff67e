import { saveEnded } from '../../../sandbox/services/states/ended-executions';
import {
  type ExecutionRecord,
  executions,
  executionsByStart,
  history,
  saveExecution,
} from '../../../sandbox/services/states/state';
import { MemoryRows } from './memory-rows';

const DAY = 86_400_000;

/** Rows of executions that began, and how each ends. */
class Runs {
  readonly rows = new MemoryRows();

  begin(name: string, at: number, machine = 'm'): ExecutionRecord {
    const of = { accountId: '000000000000', region: 'us-east-1', machine, name };
    const arn = `arn:aws:states:us-east-1:000000000000:execution:${machine}:${name}`;
    const rest = { definition: '{}', roleArn: 'r', input: '{}', started: new Date(at), status: 'RUNNING' as const };
    const execution = { ...of, arn, ...rest };
    saveExecution(this.rows, execution);
    this.rows.put(history, [arn, 1], { id: 1, type: 'ExecutionStarted', timestamp: new Date(at) });
    return execution;
  }

  end(execution: ExecutionRecord, at: number): void {
    saveEnded(this.rows, { ...execution, status: 'SUCCEEDED', stopped: new Date(at) });
  }

  names(): string[] {
    const names = this.rows.list(executions).map(({ value }) => value.name);
    expect(this.rows.list(executionsByStart)).toHaveLength(names.length);
    expect(this.rows.list(history)).toHaveLength(names.length);
    return names;
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `n${from + index}`);

it('of a machine the newest fifty that ended stay, and all that run', () => {
  const runs = new Runs();
  runs.begin('running', 0);
  const other = runs.begin('other', 0, 'another');
  runs.end(other, 1);
  for (const [index, name] of numbers(100, 160).entries()) runs.end(runs.begin(name, index), index + 10);
  expect(runs.names().sort()).toEqual([...numbers(110, 160), 'other', 'running'].sort());
});

it('what ended ninety days before another does goes with that, be there ever so few', () => {
  const runs = new Runs();
  runs.end(runs.begin('old', 0), 0);
  runs.end(runs.begin('young', DAY), DAY);
  runs.end(runs.begin('new', 90 * DAY), 90 * DAY + 1);
  expect(runs.names().sort()).toEqual(['new', 'young']);
});
