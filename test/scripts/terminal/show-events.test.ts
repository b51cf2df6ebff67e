import { PassThrough } from 'node:stream';
import type { OperationEvent } from '../../../operations/events';
import type { Shell } from '../../../scripts/terminal/shell';
import { showEvents } from '../../../scripts/terminal/show-events';

/** Text that is shown of some events. */
function shown(events: readonly OperationEvent[], { isTTY = false } = {}): string {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const shell: Shell = { stdout: new PassThrough(), stderr, stdin: new PassThrough(), env: {}, root: '.' };
  const { emit, stop } = showEvents(shell, false);
  for (const event of events) emit(event);
  stop();
  return String(stderr.read() ?? '');
}

const step = (text: string, index = 0, of = 0): OperationEvent => ({ type: 'step', subject: 'hub', text, index, of });
const record = (status: string, seconds = 0): OperationEvent => ({
  ...{ type: 'record', subject: 'dev', record: 'rec-1', recordType: 'PROVISION_PRODUCT', status, seconds },
});

describe('events', () => {
  it('say where the calls go', () => {
    const target = { type: 'target', account: '111122223333', region: 'eu-west-1' } as const;
    expect(shown([{ ...target, endpoint: undefined }])).toBe('Account 111122223333, region eu-west-1, endpoint AWS\n');
    expect(shown([{ ...target, endpoint: 'http://127.0.0.1:1' }])).toContain('endpoint http://127.0.0.1:1\n');
  });

  it('say which step it is where there are several to count, one included', () => {
    expect(shown([step('Deploying'), step('One', 1, 2), step('Two', 2, 2), step('Alone', 1, 1)])).toBe(
      'Deploying\nStep 1 of 2: One\nStep 2 of 2: Two\nStep 1 of 1: Alone\n',
    );
  });

  it('say what a record is at, and nothing of one that has ended', () => {
    expect(
      shown([record('CREATED'), record('IN_PROGRESS', 27), record('IN_PROGRESS_IN_ERROR'), record('FAILED')]),
    ).toBe('dev: provisioning, about to begin\ndev: provisioning\ndev: provisioning, rolling back after a failure\n');
  });

  it('count on a terminal alone: elsewhere each number would be a line', () => {
    const counts = [1, 2, 3].map((done): OperationEvent => ({ type: 'count', subject: 'hub', done, of: 3 }));
    expect(shown([step('hub: deploying'), ...counts])).toBe('hub: deploying\n');
    expect(shown(counts, { isTTY: true })).toContain('hub, 3 of 3');
  });

  it("pass on a note with what to type, and leave a program's lines to who wants them", () => {
    const prune = { do: 'again', options: { prune: true }, label: 'End that with' } as const;
    expect(
      shown([
        { type: 'line', source: 'cdk', text: 'Stack ARN:' },
        { type: 'note', text: "It isn't declared", remedies: [prune] },
      ]),
    ).toBe("It isn't declared; end that with: --prune\n");
  });
});
