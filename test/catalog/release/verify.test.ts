import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addRelease, loadReleases, loadVerifiedReleases, verifyReleases } from '../../../catalog/release';
import { templateOf, withProductFolder } from './temporary-product';

/** A product with 1.9.0 and 1.10.0 released. */
function released(check: (folder: string) => void) {
  return withProductFolder((folder) => {
    for (const [version, date] of [
      ['1.9.0', '2026-11-21'],
      ['1.10.0', '2026-11-22'],
    ] as const) {
      addRelease(folder, { version, notes: version, template: templateOf(version), date: new Date(date) });
    }
    check(folder);
  });
}

function problems(folder: string) {
  return verifyReleases(folder).map(({ code, message }) => `${code} ${message.replaceAll(folder, 'network')}`);
}

function editLedger(folder: string, edit: (text: string) => string) {
  const ledger = join(folder, 'releases/releases.yaml');
  writeFileSync(ledger, edit(readFileSync(ledger, 'utf8')));
}

describe('loadReleases', () => {
  it(
    'gives the releases by version, each with its file',
    released((folder) => {
      expect(loadReleases(folder).map(({ version, file }) => [version, file])).toEqual([
        ['1.9.0', join(folder, 'releases/1.9.0.json')],
        ['1.10.0', join(folder, 'releases/1.10.0.json')],
      ]);
    }),
  );

  it(
    'gives none before the first release',
    withProductFolder((folder) => expect(loadReleases(folder)).toEqual([])),
  );
});

describe('loadVerifiedReleases', () => {
  it(
    'gives what loadReleases gives when all is well',
    released((folder) => expect(loadVerifiedReleases(folder)).toEqual(loadReleases(folder))),
  );

  it(
    'refuses a file that was tampered with',
    released((folder) => {
      writeFileSync(join(folder, 'releases/1.9.0.json'), '{}');
      expect(() => loadVerifiedReleases(folder)).toThrow('network 1.9.0: ');
    }),
  );
});

describe('verifyReleases', () => {
  it(
    'finds nothing wrong with a product that was never released',
    withProductFolder((folder) => expect(verifyReleases(folder)).toEqual([])),
  );

  it(
    'finds nothing wrong with what addRelease wrote',
    released((folder) => expect(verifyReleases(folder)).toEqual([])),
  );

  it(
    'finds a released file that changed by one byte',
    released((folder) => {
      const [release] = loadReleases(folder);
      writeFileSync(join(folder, 'releases/1.9.0.json'), `${templateOf('1.9.0')}\n`);
      expect(problems(folder)).toEqual([
        expect.stringMatching(
          `^changed-release-file network 1.9.0: network/releases/1.9.0.json has the hash [0-9a-f]{64}, was released with ${release?.sha256}; restore it`,
        ),
      ]);
    }),
  );

  it(
    'finds a released file that is gone',
    released((folder) => {
      rmSync(join(folder, 'releases/1.9.0.json'));
      expect(problems(folder)).toEqual([
        'missing-release-file network 1.9.0: network/releases/1.9.0.json is missing; restore it from version control.',
      ]);
    }),
  );

  it(
    'finds a file that nobody released',
    released((folder) => {
      writeFileSync(join(folder, 'releases/1.11.0.json'), templateOf('1.11.0'));
      expect(problems(folder)).toEqual([
        "unlisted-release-file network: network/releases holds 1.11.0.json, which releases.yaml doesn't list (an " +
          'interrupted release leaves such a file); delete it and release again.',
      ]);
    }),
  );

  it(
    'finds a release that was dropped from the ledger',
    released((folder) => {
      editLedger(folder, (text) => text.slice(0, text.indexOf('- version: 1.10.0')));
      expect(problems(folder).map((problem) => problem.split(' ')[0])).toEqual([
        'unlisted-release-file',
        'outdated-changelog',
      ]);
    }),
  );

  it(
    'finds a ledger that is not sorted',
    released((folder) => {
      editLedger(folder, (text) => {
        const [comment, first, second] = text.split(/^(?=- )/m);
        return [comment, second, first].join('');
      });
      expect(problems(folder)[0]).toBe(
        'unsorted-releases network 1.9.0: listed after 1.10.0; sort releases.yaml, the oldest version first.',
      );
    }),
  );

  it(
    'finds a version that is listed twice',
    released((folder) => {
      editLedger(folder, (text) => text + text.slice(text.indexOf('- version: 1.10.0')));
      expect(problems(folder)[0]).toBe('duplicate-release network 1.10.0: listed twice; remove one entry.');
    }),
  );

  it(
    'finds a date before that of the version before',
    released((folder) => {
      editLedger(folder, (text) => text.replace('2026-11-22', '2026-11-20'));
      expect(problems(folder)[0]).toBe(
        'release-dates-out-of-order network 1.10.0: dated 2026-11-20, before 1.9.0 of 2026-11-21; correct the date.',
      );
    }),
  );

  it(
    'finds a ledger that cannot be read',
    released((folder) => {
      editLedger(folder, (text) => text.replace('version: 1.9.0', 'version: 1.9'));
      expect(problems(folder)).toEqual([
        'invalid-ledger network/releases/releases.yaml: entry 1: version must be three numbers, as in 1.2.0, got: 1.9.',
      ]);
    }),
  );

  it(
    'finds a changelog that says something else',
    released((folder) => {
      writeFileSync(join(folder, 'CHANGELOG.md'), '# Changes\n');
      expect(problems(folder)).toEqual([
        "outdated-changelog network: network/CHANGELOG.md doesn't say what releases.yaml says; restore both from " +
          "version control, only the catalog's commands write them.",
      ]);
    }),
  );
});
