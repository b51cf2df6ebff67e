import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyReleases } from '../../catalog/release';
import { type Measurement, median, ratio } from './measurement';
import { PRODUCTS, sampleProducts, writeLedgers } from './sample-catalog';

const RUNS = 5;
const RELEASES = 100;

/** The check of the whole ledger, against what it can't do without: reading and hashing every file. */
export function measureLedger(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    writeLedgers(folder, RELEASES);
    const folders = sampleProducts().map(({ id }) => join(folder, id));
    const seconds = { check: [] as number[], hash: [] as number[] };
    for (let turn = 0; turn <= RUNS; turn += 1) {
      const [hash, check] = [timed(() => folders.forEach(hashAll)), timed(() => folders.forEach(verify))];
      if (turn === 0) continue;
      seconds.hash.push(hash);
      seconds.check.push(check);
    }
    const count = PRODUCTS * RELEASES;
    const [check, hash] = [median(seconds.check), median(seconds.hash)];
    return [
      { name: `checking the ledger of ${count} releases`, value: check * 1000, unit: 'ms' },
      { name: `reading and hashing ${count} files`, value: hash * 1000, unit: 'ms' },
      ratio('checking the ledger against reading and hashing', check, hash, 3),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function verify(folder: string): void {
  const problems = verifyReleases(folder);
  if (problems.length > 0) throw problems[0];
}

function hashAll(folder: string): void {
  const path = join(folder, 'releases');
  for (const name of readdirSync(path))
    createHash('sha256')
      .update(readFileSync(join(path, name)))
      .digest('hex');
}

function timed(work: () => void): number {
  const began = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - began) / 1e9;
}
