import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { copyProject } from '../scripts/project-copy';
import { runCatalog } from '../scripts/run-catalog';
import { onceARun } from './once-a-run';

/**
 * Starts a sandbox in whose default account the whole catalog is published, with the project's own context, in us-east-1.
 * It is published once a run; each sandbox has a copy of that state.
 */
export async function startPublishedSandbox(): Promise<TestSandbox> {
  const published = await onceARun('published-catalog', publish);
  const stateFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  cpSync(published, stateFolder, { recursive: true });
  return startTestSandbox({ stateFolder });
}

async function publish(stateFolder: string): Promise<void> {
  const project = copyProject();
  const sandbox = await startSandbox({ port: 0, stateFolder });
  try {
    const env = { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url };
    expect(await runCatalog(['publish'], { root: project.root, env })).toMatchObject({
      code: 0,
      stdout: 'Published in us-east-1.\n',
    });
  } finally {
    await sandbox.close();
    project.remove();
  }
}
