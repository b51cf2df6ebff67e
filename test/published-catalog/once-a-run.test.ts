import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onceARun } from './once-a-run';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-'));
  jest.replaceProperty(process, 'env', { ...process.env, RUN_FOLDER: folder });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

it('is made by the first that asks, and all who ask get it when it is whole', async () => {
  let made = 0;
  const fill = async (path: string) => {
    made += 1;
    await new Promise((done) => setTimeout(done, 200));
    writeFileSync(join(path, 'content'), 'whole');
  };
  const paths = await Promise.all([1, 2, 3].map(() => onceARun('thing', fill)));
  expect(paths.map((path) => readFileSync(join(path, 'content'), 'utf8'))).toEqual(['whole', 'whole', 'whole']);
  expect(new Set(paths).size).toBe(1);
  expect(made).toBe(1);
});

it('fails for all who ask where the first failed, and says so', async () => {
  const fill = () => Promise.reject(new Error('no space left'));
  await expect(onceARun('thing', fill)).rejects.toThrow('no space left');
  await expect(onceARun('thing', fill)).rejects.toThrow('thing could not be made: see the file that was the first');
});
