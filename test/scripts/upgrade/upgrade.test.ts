import {
  CreateProvisionedProductPlanCommand,
  DeleteProvisionedProductPlanCommand,
} from '@aws-sdk/client-service-catalog';
import { guardPolicy } from '../../../portfolios/guard/guard-policy';
import { stopWhenListening } from '../stop-when-listening';
import { data, network } from './tiers';
import { UpgradeCatalog } from './upgrade-catalog';

const region = { Region: { Type: 'String', AllowedValues: ['here', 'there'], Description: 'Where it is kept.' } };

describe('catalog upgrade of one product', () => {
  let offered: UpgradeCatalog;

  beforeAll(async () => {
    offered = await UpgradeCatalog.start();
    await offered.offer('network', '1.0.0', network());
    await offered.offer('data', '1.0.0', data());
    await offered.offer('data', '1.0.1', data({ delay: 1 }), { notes: 'The queue waits.' });
    await offered.offer('data', '1.1.0', data({ delay: 2 }), {
      notes: 'It waits longer.',
      upgradeNotes: 'Empty the queue before.',
    });
    await offered.offer('data', '2.0.0', data({ delay: 2, key: 'other' }));
    await offered.offer('data', '3.0.0', data({ delay: 2, hasTable: false }));
    await offered.offer('data', '4.0.0', data({ delay: 3, parameters: region }));
    await offered.offer('data', '5.0.0', data({ delay: 4, key: 'other' }), { isReleased: false });
    for (const version of ['2.0.0', '3.0.0', '4.0.0', '5.0.0']) {
      await offered.change('data', version, { Guidance: 'DEPRECATED' });
    }
  });
  afterAll(() => offered.stop());
  beforeEach(async () => {
    name = `env${++count}`;
    await offered.launch(name, 'network', '1.0.0');
    await offered.launch(name, 'data', '1.0.0', { Owner: 'somebody' });
    product = `${name}-data`;
    table = await offered.physicalId(product, 'Table');
  });
  afterEach(async () => {
    await offered.sandbox.setFaults({});
    expect(await offered.plans()).toEqual([]);
  });

  let count = 0;
  let name: string;
  let product: string;
  let table: string;

  const upgrade = (...more: string[]) => offered.run('upgrade', product, ...more);
  const state = async () => (await offered.states())[product];

  it('changes nothing, and leaves no plan behind, where it is stopped while it plans', async () => {
    stopWhenListening('SIGINT');
    expect(await upgrade()).toMatchObject({
      code: 130,
      stdout: '',
      stderr: expect.stringContaining('Planning was stopped: nothing of it is carried out.'),
    });
    expect(await state()).toBe('1.0.0 AVAILABLE');
  });

  it("shows the notes, AWS's plan and ours, updates in place and keeps the answers", async () => {
    const { code, stdout, stderr } = await upgrade();
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${product} is AVAILABLE \\(1\\.1\\.0, record rec-`));
    expect(stderr).toContain(`${product}: Bellyfed Data 1.0.0 → 1.1.0`);
    expect(stderr).toMatch(/1\.0\.1 \(.*\): The queue waits\.[\s\S]*Upgrading to 1\.1\.0: Empty the queue before\./);
    expect(stderr).toMatch(/DataQueue +AWS::SQS::Queue +in place: DelaySeconds +the same +passes: in place/);
    expect(await offered.physicalId(product, 'Table')).toBe(table);
    expect(await offered.answers(product)).toMatchObject({ Owner: 'somebody' });

    const again = await upgrade();
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('there is nothing to update') });
  });

  it('changes answers alone, and nothing where they are the same', async () => {
    expect(await upgrade('--to', '1.0.0', '-p', 'Owner=another')).toMatchObject({ code: 0 });
    expect(await offered.answers(product)).toMatchObject({ Owner: 'another' });
    const again = await upgrade('--to', '1.0.0', '-p', 'Owner=another');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('there is nothing to update') });
  });

  it('tells what takes answers back, which AWS keeps nowhere, alone and with the version', async () => {
    const before = await offered.answers(product);
    const changed = await upgrade('--to', '1.0.0', '-p', 'Owner=a new one');
    expect(changed.stdout).toContain(
      `Its answers before come back by: npm run catalog -- upgrade ${product} --to 1.0.0 --parameter Owner=somebody\n`,
    );
    expect((await offered.run('rollback', product)).stdout).toContain(
      'Answers are taken back one by one, with -p: AWS keeps none of those before.',
    );
    const back = await offered.run('upgrade', product, '--to', '1.0.0', '--parameter', 'Owner=somebody');
    expect(back.stdout).toContain("--parameter 'Owner=a new one'");
    expect(await offered.answers(product)).toEqual(before);

    const upgraded = await upgrade('--to', '1.0.1', '-p', 'Owner=another');
    expect(upgraded.stdout).toContain(`npm run catalog -- rollback ${product} --parameter Owner=somebody\n`);
    const rolled = await offered.run('rollback', product, '--parameter', 'Owner=somebody');
    expect(rolled).toMatchObject({ code: 0, stderr: expect.stringContaining('Owner: another → somebody') });
    expect(await offered.answers(product)).toEqual(before);
    expect(await state()).toBe('1.0.0 AVAILABLE');
    expect((await upgrade('--to', '1.0.1')).stdout).not.toContain('come back by');
  });

  it('shows the plan and changes nothing', async () => {
    const [plan, ...others] = await offered.json('upgrade', product, '--to', '2.0.0', '--plan');
    expect(others).toEqual([]);
    expect(plan).toMatchObject({ name: product, from: '1.0.0', to: '2.0.0', direction: 'upgrade', source: 'aws' });
    expect(plan.resources).toContainEqual(
      expect.objectContaining({
        logicalId: 'Table',
        physicalId: table,
        aws: 'replacement',
        verdict: 'stops',
        ours: expect.arrayContaining([expect.objectContaining({ property: 'KeySchema', effect: 'replacement' })]),
      }),
    );
    expect(plan.stops).toEqual([{ resource: `${product}.Table`, why: expect.stringContaining('KeySchema') }]);
    expect(await state()).toBe('1.0.0 AVAILABLE');
    const { stdout } = await upgrade('--to', '2.0.0', '--plan');
    expect(stdout).toContain('This would stop');
    expect(stdout).toContain('2.0.0 is deprecated');
  });

  it('takes back what was allowed when it is stopped while AWS works, and says that AWS goes on', async () => {
    await offered.policy(product, guardPolicy());
    await offered.sandbox.setFaults({ stackStepMs: 300 });
    const running = upgrade('--to', '2.0.0', '--allow-replace', 'Table');
    while ((await offered.policy(product)) === guardPolicy()) await new Promise((done) => setTimeout(done, 20));
    process.emit('SIGTERM');
    const { code, stderr } = await running;
    expect([code, stderr]).toEqual([130, expect.stringContaining('The update was stopped here')]);
    expect(stderr).toContain(`Come back with: npm run catalog -- watch ${product}\n`);
    expect(await offered.policy(product)).toBe(guardPolicy());
    await offered.sandbox.setFaults({});
    while (/UNDER_CHANGE/.test((await state()) ?? '')) await new Promise((done) => setTimeout(done, 50));
    expect(await offered.policy(product)).toBe(guardPolicy());
  });

  it('stops before it replaces a table, and does it under the guard once the table is named', async () => {
    await offered.policy(product, guardPolicy());
    const refused = await upgrade('--to', '2.0.0');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      new RegExp(`could be lost.*${product}\\.Table \\(AWS::DynamoDB::Table\\).*KeySchema`),
    );
    expect(await state()).toBe('1.0.0 AVAILABLE');

    const other = await upgrade('--to', '2.0.0', '--allow-replace', 'DataQueue');
    expect(other).toMatchObject({ code: 1, stdout: '' });

    expect(await upgrade('--to', '2.0.0', '--allow-replace', 'Table')).toMatchObject({ code: 0 });
    expect(await state()).toBe('2.0.0 AVAILABLE');
    expect(await offered.physicalId(product, 'Table')).not.toBe(table);
    expect(await offered.policy(product)).toBe(guardPolicy());
  });

  it('stops before it removes a table', async () => {
    const refused = await upgrade('--to', '3.0.0');
    expect(refused.stderr).toContain(`AWS plans a removal`);
    expect(refused.stderr).toContain(`--allow-replace ${product}.Table`);
    await offered.policy(product, guardPolicy());
    expect(await upgrade('--to', '3.0.0', '--allow-replace', `${product}.Table`)).toMatchObject({ code: 0 });
    expect(await offered.policy(product)).toBe(guardPolicy());
  });

  it("judges a version that the project hasn't by AWS's plan alone, and says so", async () => {
    const refused = await upgrade('--to', '5.0.0');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain("5.0.0 is not among the releases of this project: only AWS's plan counts.");
    expect(refused.stderr).toContain('AWS plans a replacement for AttributeDefinitions, KeySchema');
    expect(refused.stderr).toMatch(/DataQueue +AWS::SQS::Queue +in place: DelaySeconds +not compared/);
    expect(refused.stderr).not.toContain('no change');
  });

  it('wants what a version newly asks, and takes it by option or on a terminal', async () => {
    const refused = await upgrade('--to', '4.0.0');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('Region (Where it is kept.); give: -p Region=here|there\n');
    expect((await upgrade('--to', '4.0.0', '-p', 'Region=hrere')).stderr).toContain('did you mean here?');
    expect((await upgrade('--to', '4.0.0', '-p', 'Regoin=here')).stderr).toContain('did you mean Region?');
    expect(await upgrade('--to', '4.0.0', '-p', 'Region=here')).toMatchObject({ code: 0 });
    expect(await offered.answers(product)).toMatchObject({ Region: 'here', Owner: 'somebody' });

    // What is asked no more is not sent.
    expect(await offered.run('rollback', product)).toMatchObject({ code: 0 });
    expect(await offered.answers(product)).toEqual({ EnvironmentName: name, Owner: 'somebody' });

    expect(await offered.onTerminal(['there'], 'upgrade', product, '--to', '4.0.0')).toMatchObject({ code: 0 });
    expect(await offered.answers(product)).toMatchObject({ Region: 'there' });
  });

  it('says what failed and what AWS did, and succeeds once that is mended', async () => {
    await offered.sandbox.setFaults({ failResources: { DataQueue: 'No queues today.' } });
    const failed = await upgrade();
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/AWS rolled the update back, and .* runs 1\.0\.0 as before \(TAINTED\): DataQueue/);
    expect(failed.stderr).toContain('No queues today.');
    expect(await state()).toBe('1.0.0 TAINTED');
    await offered.sandbox.setFaults({});
    expect(await upgrade()).toMatchObject({ code: 0 });
    expect(await state()).toBe('1.1.0 AVAILABLE');
    expect(await offered.physicalId(product, 'Table')).toBe(table);
  });

  it('clears the plan of a run that was killed, and leaves the plan of somebody else alone', async () => {
    const plan = (PlanName: string) =>
      offered.catalog.client.send(
        new CreateProvisionedProductPlanCommand({ ...offered.update(product, 'data', '1.0.1'), PlanName }),
      );
    const { PlanId } = await plan('of-somebody');
    expect((await upgrade()).stderr).toMatch(/has the plan of-somebody, which somebody else has made/);
    await offered.catalog.client.send(new DeleteProvisionedProductPlanCommand({ PlanId }));

    await plan('catalog-0123abcd-0123abcd-somebody');
    expect((await upgrade()).stderr).toMatch(/has the plan catalog-0123abcd-.*, which somebody has made on/);
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * 60 * 60_000);
    const cleared = await upgrade();
    later.mockRestore();
    expect(cleared).toMatchObject({ code: 0 });
    expect(await state()).toBe('1.1.0 AVAILABLE');
  });

  it('waits for an update that is under way, and goes on from there', async () => {
    await offered.sandbox.setFaults({ stackStepMs: 300 });
    expect(await upgrade('--to', '1.0.1', '--no-wait')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is being updated to 1.0.1'),
    });
    expect(await upgrade()).toMatchObject({ code: 0 });
    expect(await state()).toBe('1.1.0 AVAILABLE');
  });

  it('goes to an older version only when that is said', async () => {
    await upgrade();
    const refused = await upgrade('--to', '1.0.0');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('1.0.0 is older; if that is meant, add: --downgrade');
    const downgraded = await upgrade('--to', '1.0.0', '--downgrade');
    expect(downgraded).toMatchObject({ code: 0, stderr: expect.stringContaining('Takes back 1.1.0') });
    expect(await state()).toBe('1.0.0 AVAILABLE');
  });

  it('rolls back to the version before, through the same gate', async () => {
    expect(await offered.run('rollback', product)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('there is nothing to update'),
    });
    await upgrade('--to', '1.0.1');
    await upgrade('--to', '2.0.0', '--allow-replace', 'Table');
    const refused = await offered.run('rollback', product);
    expect(refused.stderr).toContain(`${product}: Bellyfed Data 2.0.0 → 1.0.1`);
    expect(refused.stderr).toContain(`--allow-replace ${product}.Table`);
    expect(await offered.run('rollback', product, '--allow-replace', 'Table')).toMatchObject({ code: 0 });
    expect(await state()).toBe('1.0.1 AVAILABLE');
  });

  it('does not leave what was lifted: --no-wait is refused with --allow-replace', async () => {
    const refused = await upgrade('--to', '2.0.0', '--allow-replace', 'Table', '--no-wait');
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('leave out: --no-wait') });
  });

  it('takes the way that is open, when the portfolio that it was launched from offers it no more', async () => {
    await offered.move('data');
    expect(await upgrade()).toMatchObject({ code: 0 });
    expect(await state()).toBe('1.1.0 AVAILABLE');
  });
});
