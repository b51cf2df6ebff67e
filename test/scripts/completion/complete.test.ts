import { commandLine } from '../../../scripts/catalog';
import { type CompletionSources, complete } from '../../../scripts/completion/complete';
import { projectRoot } from '../run-catalog';

const { stdout, stderr, stdin, env } = process;
const program = commandLine({ stdout, stderr, stdin, env, root: projectRoot });

let asked: Readonly<Record<string, string>>;
const sources: CompletionSources = {
  products: () => ['network', 'data', 'environment'],
  versions: (product) => (product === 'network' ? ['1.1.0', '1.0.0'] : product === 'environment' ? ['2.0.0'] : []),
  questions: (product): Record<string, readonly string[]> =>
    product === 'network' ? { NatGateways: ['by-type', '1', 'per-zone'], NatNothing: [], VpcCidr: [] } : {},
  launched: async (options) => {
    asked = options;
    return ['dev-environment', 'dev-network', 'qa-data'];
  },
};

/** Candidates at the end of a line, which is divided at spaces. */
async function at(line: string): Promise<readonly string[] | 'files'> {
  const found = await complete(program, line.split(' '), sources);
  return found === 'files' ? found : found.map(({ value }) => value);
}

it.each<[string, readonly string[] | 'files']>([
  ['la', ['launch']],
  ['re', ['render', 'release', 'retire']],
  ['compl', ['completion']],
  ['proton re', ['render']],
  ['help un', ['unprotect']],
  ['launch ne', ['network']],
  ['launch ', ['network', 'data', 'environment']],
  ['validate network da', ['data']],
  ['launch network --ty', ['--type']],
  ['launch network -t ', ['dev', 'test', 'staging', 'prod']],
  ['launch network --type=s', ['--type=staging']],
  ['launch network --version ', ['1.1.0', '1.0.0']],
  ['launch --version 1.0.0 n', ['network']],
  ['launch network --plan --version 1.0', ['1.0.0']],
  ['launch network -p Nat', ['NatGateways=', 'NatNothing=']],
  ['launch network -p NatGateways=', ['NatGateways=by-type', 'NatGateways=1', 'NatGateways=per-zone']],
  ['launch network --parameter=VpcCidr=', []],
  ['launch network -e ', ['dev', 'qa']],
  ['launch network --name ', []],
  ['launch --spec ', 'files'],
  ['render network -o ', 'files'],
  ['compare --files old.json ', 'files'],
  ['proton import ', 'files'],
  ['upgrade ', ['dev', 'dev-environment', 'dev-network', 'qa-data']],
  ['upgrade dev-network --to ', ['1.1.0', '1.0.0']],
  ['upgrade dev --to ', ['2.0.0']],
  ['purge ', ['dev', 'qa']],
  ['import some-stack --product ', ['network', 'data', 'environment']],
  ['import some-stack --product network --version ', ['1.1.0', '1.0.0']],
  ['doctor --product network d', ['data']],
  ['compare network ', ['1.1.0', '1.0.0', 'working-tree']],
  ['compare network 1.0.0 w', ['working-tree']],
  ['compare network 1.0.0 --format m', ['markdown']],
  ['release network m', ['major', 'minor']],
  ['completion ', ['bash', 'zsh', 'fish']],
  ['list ', []],
  ['frobnicate ', []],
])('"catalog %s" goes on with %j', async (line, candidates) => {
  expect(await at(line)).toEqual(candidates);
});

it('asks who runs where the line says', async () => {
  await at('status --endpoint-url http://127.0.0.1:1 --profile work --region=eu-west-1 ');
  expect(asked).toEqual({ 'endpoint-url': 'http://127.0.0.1:1', profile: 'work', region: 'eu-west-1' });
});

it('shows neither what is hidden nor what no verb has', async () => {
  expect(await at('')).not.toContain('complete');
  expect(await at('render network --o')).toEqual(['--out']);
  expect(await at('list --')).toEqual(['--json', '--help']);
});

it('knows every verb and every option that is not hidden', async () => {
  for (const command of program.createHelp().visibleCommands(program)) {
    expect(await at(command.name())).toContain(command.name());
    for (const { long, hidden } of command.options) {
      if (long && !hidden) expect(await at(`${command.name()} ${long}`)).toContain(long);
    }
  }
});
