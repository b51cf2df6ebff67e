import fc from 'fast-check';
import type { LedgerEntry, ReleaseStatus } from '../../../catalog/release';
import {
  bumps,
  compareVersions,
  crowdingWarning,
  heldReleases,
  isVersion,
  nextVersion,
  publishedReleases,
} from '../../../catalog/release';

const number = fc.integer({ min: 0, max: 999 });
const version = fc.tuple(number, number, number).map((numbers) => numbers.join('.'));

function entries(count: number, status: ReleaseStatus): LedgerEntry[] {
  return Array.from({ length: count }, (_, minor) => ({
    version: `1.${minor}.0`,
    date: '2026-11-22',
    status,
    notes: 'Something.',
    sha256: '0'.repeat(64),
  }));
}

describe('nextVersion', () => {
  it.each([
    ['major', '2.0.0'],
    ['minor', '1.3.0'],
    ['patch', '1.2.4'],
  ] as const)('raises the %s number and clears those after it', (bump, expected) => {
    expect(nextVersion('1.2.3', bump)).toBe(expected);
  });

  it.each(bumps)('begins with 1.0.0, whatever the bump (%s)', (bump) => {
    expect(nextVersion(undefined, bump)).toBe('1.0.0');
  });

  it('is a version that comes later', () => {
    fc.assert(
      fc.property(version, fc.constantFrom(...bumps), (current, bump) => {
        const next = nextVersion(current, bump);
        expect(isVersion(next)).toBe(true);
        expect(compareVersions(current, next)).toBe(-1);
      }),
    );
  });

  it.each(['1.2', '1.2.3-beta', 'v1.2.3'])('refuses to go on from %s', (current) => {
    expect(() => nextVersion(current, 'minor')).toThrow(`A version is three numbers, as in 1.2.0, got: ${current}.`);
  });
});

describe('isVersion', () => {
  it.each(['1.0', 'v1.0.0', '1.0.0-beta.1', '1.0.0+build', '01.0.0', ' 1.0.0', ''])('refuses %j', (text) => {
    expect(isVersion(text)).toBe(false);
  });
});

describe('compareVersions', () => {
  it('compares numbers, not letters', () => {
    expect(['1.10.0', '1.9.0', '2.0.0', '1.9.10'].sort(compareVersions)).toEqual([
      '1.9.0',
      '1.9.10',
      '1.10.0',
      '2.0.0',
    ]);
  });
});

describe('publishedReleases', () => {
  it('leaves out what is retired, and keeps what is deprecated', () => {
    const all = [...entries(1, 'retired'), ...entries(1, 'deprecated'), ...entries(1, 'active')];
    expect(publishedReleases(all).map(({ status }) => status)).toEqual(['deprecated', 'active']);
  });
});

describe('heldReleases', () => {
  it('keeps what is retired while there is room, since somebody may still run it', () => {
    const all = [...entries(40, 'retired'), ...entries(50, 'active')];
    expect(heldReleases(all)).toEqual(all);
  });

  it('lets the oldest of what is retired go when there are more than 90', () => {
    const retired = entries(50, 'retired');
    const active = entries(60, 'active');
    expect(heldReleases([...retired, ...active])).toEqual([...retired.slice(20), ...active]);
  });

  it('never lets go of what people may use', () => {
    const active = entries(95, 'active');
    expect(heldReleases([...entries(5, 'retired'), ...active])).toEqual(active);
  });
});

describe('crowdingWarning', () => {
  it('says nothing up to 90 versions', () => {
    expect(crowdingWarning('network', entries(90, 'active'))).toBeUndefined();
  });

  it('warns beyond 90 of the 100 versions that AWS holds', () => {
    expect(crowdingWarning('network', entries(91, 'deprecated'))).toBe(
      'network: 91 of the 100 versions that Service Catalog holds are in use; retire old ones.',
    );
  });

  it("doesn't count what is retired", () => {
    expect(crowdingWarning('network', entries(200, 'retired'))).toBeUndefined();
  });
});
