import { PassThrough } from 'node:stream';
import { runCatalog } from '../run-catalog';

/** Runs `launch` where somebody answers each question, against an endpoint at which nothing listens; with what was told. */
async function launch(args: readonly string[], answers: readonly string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  const left = [...answers];
  let told = '';
  stderr.on('data', (text) => {
    told += text;
    if (told.endsWith(': ')) stdin.write(`${left.shift() ?? ''}\n`);
  });
  const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', NO_COLOR: '1' };
  const { code, stdout } = await runCatalog(['launch', ...args], { stdin, stderr, env });
  return { code, stdout, told };
}

it('asks on a terminal for what a launch needs, and goes on with it', async () => {
  const { told } = await launch([], ['network', 'dev', 'dev']);
  expect(told).toContain('Product (network, data, app, ');
  expect(told).toContain('Name of the environment: ');
  expect(told).toContain('Type of the environment (dev, test, staging, prod): ');
  expect(told).toContain('Nothing listens at 127.0.0.1:1');
});

it('asks for nothing that was given', async () => {
  const { told } = await launch(['network', '-e', 'dev'], ['developement']);
  expect(told).not.toMatch(/Product|Name of/);
  expect(told).toContain('There is no environment type developement; did you mean dev?');
});

it('changes nothing without an answer', async () => {
  const { code, stdout, told } = await launch(['network', '-t', 'dev'], ['']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(told).toContain("Nothing was changed: required option '-e, --environment <name>' not specified.\n");
});

it('asks nobody where nobody is there', async () => {
  expect(await runCatalog(['launch', 'network', '-e', 'dev'])).toEqual({
    code: 1,
    stdout: '',
    stderr: "Required option '-t, --type <type>' not specified; for the options, add: --help\n",
  });
});
