import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { renderProduct } from '../../catalog/product';
import { validateProduct } from '../../catalog/product/validation';
import { loadReleases } from '../../catalog/release';
import { planRelease } from '../../operations/project/release';
import { delivery } from '../../products/delivery/product';
import { smallProduct } from '../catalog/product/small-product';
import { rewriteRelease } from './rewrite-release';
import { runCatalog } from './run-catalog';

/** Template of the working tree, rendered once more each time. */
const rendered = () => JSON.parse(renderProduct(delivery));

describe('release', () => {
  let root: string;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'gate-'));
    await release('major', '--notes', 'First.');
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const folder = () => join(root, 'products/delivery');
  const release = (bump: string, ...options: string[]) =>
    runCatalog(['release', 'delivery', bump, ...options], { root });
  const versions = () => loadReleases(folder()).map(({ version }) => version);

  it('refuses a bump that is too small, with every change and the bump that is right', async () => {
    const old = rendered();
    old.Parameters.Retired = { Type: 'String', Default: 'x' };
    rewriteRelease(folder(), old);
    const refused = await release('minor', '--notes', 'Less to ask.');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('Retired (Parameter): interface');
    expect(refused.stderr).toContain('run "npm run catalog -- release delivery major"');
    expect(versions()).toEqual(['1.0.0']);
    expect((await release('major', '--notes', 'Less to ask.')).code).toBe(0);
    expect(versions()).toEqual(['1.0.0', '2.0.0']);
  });

  it('refuses what loses data, unless that is accepted and somebody says how to move it', async () => {
    const old = rendered();
    old.Resources.Orders = { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' };
    rewriteRelease(folder(), old);
    const claims = ['--notes', 'No more orders.'];
    expect((await release('major', ...claims)).stderr).toContain('loses the data of Orders');
    expect((await release('major', ...claims, '--accept-data-loss')).code).toBe(1);
    expect((await release('major', ...claims, '--upgrade-note', 'Copy the bucket.')).code).toBe(1);
    const note = join(root, 'note.md');
    writeFileSync(note, 'Copy the bucket first.\n');
    const released = await release('major', ...claims, '--accept-data-loss', '--upgrade-note', `@${note}`);
    expect(released.code).toBe(0);
    expect(loadReleases(folder()).at(-1)).toMatchObject({ version: '2.0.0', upgradeNotes: 'Copy the bucket first.' });
    expect(readFileSync(join(folder(), 'CHANGELOG.md'), 'utf8')).toContain(
      '**When you upgrade:** Copy the bucket first.',
    );
  });

  it('lists in the notes what people who upgrade notice', async () => {
    const old = rendered();
    old.Resources.Net = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
    rewriteRelease(folder(), old);
    expect((await release('minor', '--notes', 'No network of its own.')).code).toBe(0);
    const { notes } = loadReleases(folder()).at(-1) ?? { notes: '' };
    expect(notes).toContain('No network of its own.');
    expect(notes).toContain('What an upgrade does:\n- Removes Net (AWS::EC2::VPC)');
  });

  it('refuses what AWS’s validator calls an error, unless it is accepted with a reason', async () => {
    const queue = smallProduct({
      id: 'delivery',
      build: (stack) => void new CfnQueue(stack, 'Queue', { queueName: 'jobs', delaySeconds: 100000 }),
    });
    const wish = { bump: 'minor', notes: 'A queue.', upgradeNotes: undefined, acceptsDataLoss: false } as const;
    const { refusal } = await planRelease({ root: join(root, 'first') }, { ...wish, product: queue });
    expect(refusal).toMatchObject({
      code: 'invalid-template',
      message: expect.stringMatching(/Queue: (FATAL|ERROR) \w+/),
    });
    const nag = queue.exceptions.nag;
    const rules = validateProduct(queue).open.map(({ rule, logicalId = '' }) => ({
      rule,
      logicalId,
      reason: 'A test.',
    }));
    const accepted = { ...queue, exceptions: { nag, validation: rules } };
    expect((await planRelease({ root: join(root, 'first') }, { ...wish, product: accepted })).refusal?.code).not.toBe(
      'invalid-template',
    );
  });

  it('refuses to release the same template in another form', async () => {
    rewriteRelease(folder(), rendered());
    expect((await release('patch', '--notes', 'Spaces.')).stderr).toContain('there is nothing to release');
    expect(versions()).toEqual(['1.0.0']);
  });
});
