import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';

const ROOT = resolve(__dirname, '..', '..', '..');
/** Packages that are installed with the package, not with it in it. */
const INSTALLED = ['@aws-cdk/aws-service-spec', '@aws-cdk/service-spec-types', '@cdklabs/tskb'];

/** A folder of its own with the packed comparison in its `node_modules`, as npm would install it. */
export interface Installed {
  readonly folder: string;
  /** The package's folder. */
  readonly package: string;
  /** Name of the tarball in `folder`. */
  readonly tarball: string;
}

/** Packs the comparison and installs it without a registry. */
export async function installPacked(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'pack-compare-'));
  const pack = ['--import', 'tsx', join('scripts', 'pack-compare', 'pack.ts'), folder];
  const tarball = execFileSync(process.execPath, pack, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').at(-1) ?? '';
  const installed = join(folder, 'node_modules', 'cloudformation-compare');
  await unpack(join(folder, tarball), installed);
  for (const name of INSTALLED) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return { folder, package: installed, tarball };
}

/** The package's files as npm lays them down: without the folder `package` that every tarball of npm begins with. */
async function unpack(tarball: string, target: string): Promise<void> {
  const entries = extract();
  entries.end(gunzipSync(readFileSync(tarball)));
  for await (const entry of entries) {
    const path = join(target, ...entry.header.name.split('/').slice(1));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await buffer(entry));
  }
}
