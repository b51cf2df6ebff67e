import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../../scripts/catalog';
import { projectRoot, runCatalog, spawnCatalog } from './run-catalog';

const { commands } = commandLine({ ...process, root: projectRoot });

describe('the verbs', () => {
  it('are just those in the folder', () => {
    const files = readdirSync(join(projectRoot, 'scripts/verbs')).map((file) => file.replace(/\.ts$/, ''));
    expect(commands.map((command) => command.name()).sort()).toEqual(files.sort());
  });

  it('each say what they do', () => {
    for (const command of commands) expect(command.description()).toMatch(/^[a-z].{15,}$/);
  });
});

describe('catalog', () => {
  it('prints its help and exits with 0', async () => {
    const run = await spawnCatalog(['--help']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('Usage: catalog');
  });

  it.each([
    [['relaese'], 'There is no verb relaese; did you mean release? All there are: npm run catalog -- help\n'],
    [['help', 'lanch'], 'There is no verb lanch; did you mean launch? All there are: npm run catalog -- help\n'],
    [['frobnicate'], 'There is no verb frobnicate. All there are: npm run catalog -- help\n'],
    [
      ['proton', 'rendr'],
      'There is no verb proton rendr; did you mean render? All there are: npm run catalog -- help proton\n',
    ],
  ])('refuses a verb that there is not, with the nearest one, and exits with 1: %s', async (args, stderr) => {
    expect(await runCatalog(args)).toEqual({ code: 1, stdout: '', stderr });
    const [, command = ''] = /npm run catalog -- (.*)\n$/.exec(stderr) ?? [];
    expect(await runCatalog(command.split(' '))).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [['list', '--jsn'], "Unknown option '--jsn'; did you mean --json? For the options, add: --help\n"],
    [['show'], "Missing required argument 'product'; for the options, add: --help\n"],
    [
      ['list', 'network'],
      "Too many arguments for 'list'. Expected 0 arguments but got 1. For the options, add: --help\n",
    ],
  ])('refuses a command line in one line like any other error: %s', async (args, stderr) => {
    expect(await runCatalog(args)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(await runCatalog(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prints one line, without a stack, for a known error and exits with 1', async () => {
    const run = await spawnCatalog(['show', 'netwrok']);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^There is no product netwrok; did you mean network\? There is: .*\n$/);
  });
});
