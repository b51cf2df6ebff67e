import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readme } from '../../operations/contracts/readme';
import { network } from '../../products/network/product';
import { describeContract, setting } from './describe-contract';

describeContract(readme);

it.each([
  ['another title', (text: string) => text.replace('# Bellyfed Network', '# Network'), /begins with "# Network"/],
  [
    'another table',
    (text: string) => text.replace('| `NatGateways` |', '| `Nats` |'),
    /^line \d+ isn't "\| `NatGateways`/,
  ],
  ['no word on upgrades', (text: string) => text.replace('\n## Upgrading', '\n## Other'), /no "## Upgrading"/],
  [
    'no place for the tables',
    (text: string) => text.replace('<!-- reference: end -->', ''),
    /has no place for the reference; add the lines/,
  ],
])('a README with %s is found', async (_, change, finding) => {
  const root = mkdtempSync(join(tmpdir(), 'readme-'));
  const own = join(setting.project.root, 'products/network/README.md');
  const file = join(root, 'products/network/README.md');
  cpSync(own, file);
  writeFileSync(file, change(readFileSync(own, 'utf8')));
  const found = await Promise.all(readme.rules.map((rule) => rule.check(network, { ...setting, project: { root } })));
  rmSync(root, { recursive: true });
  expect(found.flat()).toEqual([expect.stringMatching(finding)]);
});

it('a README that isn’t there is found', async () => {
  const project = { root: join(setting.project.root, 'nowhere') };
  const found = await Promise.all(readme.rules.map((rule) => rule.check(network, { ...setting, project })));
  expect(found.flat()).toContainEqual('it begins with ""');
});
