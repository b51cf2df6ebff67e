/**
 * Runs of the in-process tests in orders by chance: `npm run test:shuffled -- 20`, with more options for jest after the
 * number. Ends with the first run that fails, and says how to repeat it.
 */
import { spawnSync } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { isInProcess, testFiles } from './test-files';

const root = resolve(__dirname, '../..');

function main([runs = '1', ...options]: readonly string[]): number {
  const files = testFiles()
    .filter((path) => isInProcess(path))
    .map((path) => relative(root, path));
  for (let seed = 1; seed <= Number(runs); seed += 1) {
    const began = Date.now();
    const args = ['node_modules/jest/bin/jest.js', ...options, '--runTestsByPath', ...files];
    const env = { ...process.env, SHUFFLED_BY: String(seed) };
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
    const took = `${Math.round((Date.now() - began) / 1000)} s`;
    if (status !== 0) {
      console.error(stderr);
      console.error(`Run ${seed} of ${runs} failed after ${took}. Again: SHUFFLED_BY=${seed} npx jest <files>.`);
      return 1;
    }
    console.log(`Run ${seed} of ${runs}: ${files.length} files, ${took}`);
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));
