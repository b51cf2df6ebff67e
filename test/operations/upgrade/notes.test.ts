import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRelease } from '../../../catalog/release';
import { notesBetween } from '../../../operations/upgrade/notes';

describe('the notes between two versions', () => {
  const root = mkdtempSync(join(tmpdir(), 'notes-'));
  const folder = join(root, 'data');

  beforeAll(() => {
    mkdirSync(folder);
    for (const version of ['1.0.0', '1.1.0', '1.10.0', '2.0.0']) {
      const upgradeNotes = version === '2.0.0' ? 'Take a snapshot.' : undefined;
      addRelease(folder, { version, notes: `What ${version} brings.`, upgradeNotes, template: '{}' });
    }
    const sections = [
      '# Data',
      '## Upgrading and terminating',
      '',
      'Always.',
      '',
      '### 1.10.0',
      '',
      'Wait.',
      '',
      '### 1.1.0',
    ];
    writeFileSync(
      join(folder, 'README.md'),
      [...sections, '', 'Look.', '', '## Costs', '', '### 2.0.0', 'Much.'].join('\n'),
    );
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("are those of every release on the way, with the ledger's and the README's upgrade notes", () => {
    expect(notesBetween(folder, '1.0.0', '2.0.0')).toMatchObject([
      { version: '1.1.0', notes: 'What 1.1.0 brings.', upgradeNotes: ['Look.'] },
      { version: '1.10.0', upgradeNotes: ['Wait.'] },
      { version: '2.0.0', upgradeNotes: ['Take a snapshot.'] },
    ]);
    expect(notesBetween(folder, '1.1.0', '1.10.0').map(({ version }) => version)).toEqual(['1.10.0']);
  });

  it('are those that a downgrade goes back through', () => {
    expect(notesBetween(folder, '2.0.0', '1.1.0').map(({ version }) => version)).toEqual(['1.10.0', '2.0.0']);
  });

  it('are none between versions that are not semantic', () => {
    expect(notesBetween(folder, 'first', '2.0.0')).toEqual([]);
  });
});
