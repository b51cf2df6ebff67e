import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { verbs } from '../../scripts/verbs';
import { projectRoot, runCatalog, spawnCatalog } from './run-catalog';

function registered(): Command {
  const program = new Command();
  for (const verb of verbs) {
    verb(program, { ...process, root: projectRoot });
  }
  return program;
}

describe('the verbs', () => {
  it('are just those in the folder', () => {
    const files = readdirSync(join(projectRoot, 'scripts/verbs')).map((file) => file.replace(/\.ts$/, ''));
    expect(
      registered()
        .commands.map((command) => command.name())
        .sort(),
    ).toEqual(files.sort());
  });

  it('each say what they do', () => {
    for (const command of registered().commands) expect(command.description()).toMatch(/^[a-z].{15,}$/);
  });
});

describe('catalog', () => {
  it('prints its help and exits with 0', async () => {
    const run = await spawnCatalog(['--help']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('Usage: catalog');
  });

  it('refuses an unknown verb with the nearest one and exits with 1', async () => {
    const run = await runCatalog(['relaese']);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('Did you mean release?');
  });

  it('prints one line, without a stack, for a known error and exits with 1', async () => {
    const run = await spawnCatalog(['show', 'netwrok']);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^There is no product netwrok; did you mean network\? There is: .*\n$/);
  });
});
