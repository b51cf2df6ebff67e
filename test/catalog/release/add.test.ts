import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addRelease, loadReleases, verifyReleases } from '../../../catalog/release';
import { templateOf, withProductFolder } from './temporary-product';

const date = new Date('2026-11-22T23:30:00-05:00');

function add(folder: string, version: string) {
  return addRelease(folder, { version, notes: `Notes of ${version}.`, template: templateOf(version), date });
}

describe('addRelease', () => {
  it(
    'writes the template, the ledger and the changelog',
    withProductFolder((folder) => {
      const release = add(folder, '1.0.0');
      addRelease(folder, {
        version: '1.1.0',
        notes: 'Flow logs.\n',
        upgradeNotes: 'Nothing stops.',
        template: templateOf('1.1.0'),
        date,
      });

      expect(release).toMatchObject({
        version: '1.0.0',
        date: '2026-11-23',
        status: 'active',
        notes: 'Notes of 1.0.0.',
      });
      expect(readFileSync(release.file, 'utf8')).toBe(templateOf('1.0.0'));
      expect(loadReleases(folder)).toMatchObject([release, { version: '1.1.0', upgradeNotes: 'Nothing stops.' }]);
      expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(`# network: releases

Written by \`npm run catalog -- release\` from \`releases/releases.yaml\`; the newest release comes first.

## 1.1.0 (2026-11-23)

Flow logs.

**When you upgrade:** Nothing stops.

## 1.0.0 (2026-11-23)

Notes of 1.0.0.
`);
      expect(verifyReleases(folder)).toEqual([]);
    }),
  );

  it(
    'leaves nothing but the release behind',
    withProductFolder((folder) => {
      add(folder, '1.0.0');
      expect(readdirSync(folder).sort()).toEqual(['CHANGELOG.md', 'releases']);
      expect(readdirSync(join(folder, 'releases')).sort()).toEqual(['1.0.0.json', 'releases.yaml']);
    }),
  );

  it.each(['1.1.0', '1.0.9', '0.9.0'])('refuses %s when 1.1.0 is released', (version) =>
    withProductFolder((folder) => {
      add(folder, '1.1.0');
      expect(() => add(folder, version)).toThrow(
        `network ${version}: releases are final and 1.1.0 is the newest; release a later version.`,
      );
      expect(readFileSync(join(folder, 'releases/1.1.0.json'), 'utf8')).toBe(templateOf('1.1.0'));
    })(),
  );

  it(
    'refuses a version that is not three numbers',
    withProductFolder((folder) => {
      expect(() => add(folder, '1.1')).toThrow('network: a version is three numbers, as in 1.2.0, got: 1.1.');
      expect(readdirSync(folder)).toEqual([]);
    }),
  );

  it(
    'refuses a release that says nothing',
    withProductFolder((folder) => {
      expect(() => addRelease(folder, { version: '1.0.0', notes: ' ', template: '{}' })).toThrow(
        'network 1.0.0: say in the notes what is new, got none.',
      );
    }),
  );

  it(
    'refuses to build on a release that was tampered with',
    withProductFolder((folder) => {
      const { file } = add(folder, '1.0.0');
      writeFileSync(file, '{}');
      expect(() => add(folder, '1.1.0')).toThrow(`network 1.0.0: ${file} has the hash `);
      expect(loadReleases(folder)).toHaveLength(1);
    }),
  );

  it(
    'never overwrites a file, even one that the ledger does not list',
    withProductFolder((folder) => {
      add(folder, '1.0.0');
      const stray = join(folder, 'releases/1.1.0.json');
      writeFileSync(stray, '{"Resources":{}}');
      expect(() => add(folder, '1.1.0')).toThrow(
        `network 1.1.0: ${stray} is there with another template, though releases.yaml doesn't list it; delete it and ` +
          'release again.',
      );
      expect(readFileSync(stray, 'utf8')).toBe('{"Resources":{}}');
      expect(readdirSync(join(folder, 'releases')).sort()).toEqual(['1.0.0.json', '1.1.0.json', 'releases.yaml']);
    }),
  );
});

describe('a release that was killed', () => {
  const program = `
    const fs = require('node:fs');
    const { addRelease } = require('./catalog/release');
    const [folder, version, template, step] = process.argv.slice(1);
    let steps = 0;
    for (const name of ['openSync', 'linkSync', 'renameSync', 'rmSync', 'writeFileSync']) {
      const real = fs[name];
      fs[name] = (...args) => {
        if (args[1] === 'utf8') return real(...args);
        if (++steps > Number(step)) process.kill(process.pid, 'SIGKILL');
        return real(...args);
      };
    }
    addRelease(folder, { version, template, notes: 'Notes of ' + version + '.', date: new Date('2026-11-23') });
  `;

  it(
    'is detected or of no consequence, and mended by the next, whichever file operation it died at',
    withProductFolder((folder) => {
      add(folder, '1.0.0');
      let killed = 0;
      for (let step = 0, done = false; !done; step++) {
        try {
          const args = ['--import', 'tsx', '-e', program, folder, '1.1.0', templateOf('1.1.0'), String(step)];
          execFileSync(process.execPath, args, { stdio: 'pipe' });
          done = true;
        } catch {
          killed++;
          const half = readdirSync(join(folder, 'releases')).length !== 2;
          const released = loadReleases(folder).length === 2;
          if (half && !released) expect(verifyReleases(folder)).not.toEqual([]);
          add(folder, released ? '1.2.0' : '1.1.0');
          expect(verifyReleases(folder)).toEqual([]);
          for (const name of ['1.1.0.json', '1.2.0.json']) rmSync(join(folder, 'releases', name), { force: true });
          rmSync(join(folder, 'releases'), { recursive: true });
          add(folder, '1.0.0');
        }
      }
      expect(killed).toBeGreaterThan(8);
    }),
  );

  it(
    'between placing its file and removing the other name is finished without touching the file',
    withProductFolder((folder) => {
      add(folder, '1.0.0');
      const placed = join(folder, 'releases/1.1.0.json');
      writeFileSync(placed, templateOf('1.1.0'));
      linkSync(placed, join(folder, 'releases/.1.1.0.json.tmp'));
      chmodSync(placed, 0o444);
      add(folder, '1.1.0');
      expect(readFileSync(placed, 'utf8')).toBe(templateOf('1.1.0'));
      expect(existsSync(join(folder, 'releases/.1.1.0.json.tmp'))).toBe(false);
      expect(verifyReleases(folder)).toEqual([]);
    }),
  );
});
