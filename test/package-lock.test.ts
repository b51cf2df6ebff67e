import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

describe('package-lock.json', () => {
  // Where a registry lacks the builds for other platforms, npm drops them from the file, and "npm ci" refuses it then.
  it('holds the optional packages of every platform', () => {
    const { packages }: Lock = JSON.parse(readFileSync(join(__dirname, '../package-lock.json'), 'utf8'));
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});
