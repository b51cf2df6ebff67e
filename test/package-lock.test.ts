import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly engines?: { readonly node?: string };
  readonly integrity?: string;
  /** Address that it was downloaded from. */
  readonly resolved?: string;
  /** It comes inside another package, whose hash is its own. */
  readonly inBundle?: boolean;
}

function readLock(): Lock {
  return JSON.parse(readFileSync(join(__dirname, '../package-lock.json'), 'utf8'));
}

describe('package-lock.json', () => {
  it('holds no package that asks for a newer Node than the project does', () => {
    const { packages } = readLock();
    const oldest = minVersion(packages['']?.engines?.node ?? '')?.version ?? '';
    const newer = Object.entries(packages).filter(([, { engines }]) => !satisfies(oldest, engines?.node ?? '*'));
    expect([oldest, newer.map(([path, { engines }]) => `${path} ${engines?.node}`)]).toEqual(['20.19.0', []]);
  });

  // Where a registry lacks the builds for other platforms, npm drops them from the file, and "npm ci" refuses it then.
  it('holds the optional packages of every platform', () => {
    const { packages } = readLock();
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  // Without it npm takes whatever a registry gives: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages
  it('holds the hash of every package, those of other platforms too, and no address', () => {
    const entries = Object.entries(readLock().packages).filter(([path]) => path !== '');
    const unhashed = entries.filter(
      ([, { integrity, inBundle }]) => inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    );
    expect(unhashed.map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(entries.length).toBeGreaterThan(500);
  });
});
