import { data, network } from './tiers';
import { UpgradeCatalog } from './upgrade-catalog';

describe('catalog upgrade of an environment whose tiers were launched one by one', () => {
  let offered: UpgradeCatalog;
  let count = 0;
  let name: string;

  const upgrade = (...more: string[]) => offered.run('upgrade', name, ...more);
  const states = async () => {
    const all = await offered.states();
    return [all[`${name}-network`], all[`${name}-data`]];
  };

  beforeAll(async () => {
    offered = await UpgradeCatalog.start();
    await offered.offer('network', '1.0.0', network());
    await offered.offer('data', '1.0.0', data());
    await offered.offer('network', '1.1.0', network({ exports: ['VpcId', 'SubnetIds'] }));
    await offered.offer('data', '1.1.0', data({ reads: 'SubnetIds' }));
  });
  afterAll(() => offered.stop());
  beforeEach(async () => {
    name = `env${++count}`;
    await offered.launch(name, 'network', '1.0.0');
    await offered.launch(name, 'data', '1.0.0');
  });
  afterEach(async () => {
    await offered.sandbox.setFaults({});
    expect(await offered.plans()).toEqual([]);
  });

  it('goes in the order in which the tiers need each other, though AWS can plan the second only after the first', async () => {
    const plan = await offered.json('upgrade', name, '--plan');
    expect(plan).toMatchObject([
      { name: `${name}-network`, source: 'aws', stops: [] },
      { name: `${name}-data`, source: 'foreseen', stops: [] },
    ]);
    expect(plan[1].remarks.join(' ')).toContain('planned by AWS once the others are updated');
    expect(await states()).toEqual(['1.0.0 AVAILABLE', '1.0.0 AVAILABLE']);

    expect(await offered.json('upgrade', name)).toMatchObject([
      { name: `${name}-network`, version: '1.1.0', status: 'AVAILABLE' },
      { name: `${name}-data`, version: '1.1.0', status: 'AVAILABLE' },
    ]);
    expect(await states()).toEqual(['1.1.0 AVAILABLE', '1.1.0 AVAILABLE']);

    expect(await offered.run('rollback', name)).toMatchObject({ code: 0 });
    expect(await states()).toEqual(['1.0.0 AVAILABLE', '1.0.0 AVAILABLE']);
  });

  it('says how each tier is when one fails, and goes on with that one', async () => {
    await offered.sandbox.setFaults({ failResources: { DataQueue: 'No queues today.' } });
    const failed = await upgrade();
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('No queues today.');
    expect(failed.stderr).toContain(`Now: ${name}-network 1.1.0 AVAILABLE, ${name}-data 1.0.0 TAINTED.`);
    expect(failed.stderr).toContain(
      `Step 2 of 2 is not done (${name}-data 1.0.0 → 1.1.0); done: ${name}-network 1.0.0`,
    );
    expect(failed.stderr).toContain(`Go on with: npm run catalog -- upgrade ${name}-data --to 1.1.0`);
    expect(await states()).toEqual(['1.1.0 AVAILABLE', '1.0.0 TAINTED']);

    await offered.sandbox.setFaults({});
    const named = ['upgrade', `${name}-data`, '--to', '1.1.0'];
    expect(await offered.json(...named)).toMatchObject([{ name: `${name}-data`, version: '1.1.0' }]);
    expect(await states()).toEqual(['1.1.0 AVAILABLE', '1.1.0 AVAILABLE']);
  });

  it('refuses to take an export from under another tier, and names the way that works', async () => {
    await upgrade();
    const refused = await offered.run('rollback', `${name}-network`);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /network:SubnetIds\): it would go, and env\d+-data imports it: AWS refuses the update\./,
    );
    expect(refused.stderr).toMatch(/first, which imports it no more then: npm run catalog -- rollback env\d+-data\n/);
    expect(await states()).toEqual(['1.1.0 AVAILABLE', '1.1.0 AVAILABLE']);
    expect(await offered.run('rollback', `${name}-data`)).toMatchObject({ code: 0 });
    const { stdout } = await offered.run('rollback', `${name}-network`, '--plan');
    expect(stdout).toMatch(/SubnetIds is gone: .* Here nothing imports it by then\./);
    expect(await offered.run('rollback', `${name}-network`)).toMatchObject({ code: 0 });
    expect(await states()).toEqual(['1.0.0 AVAILABLE', '1.0.0 AVAILABLE']);
  });

  it('gives each tier the answers that it asks for, and wants a version for one product alone', async () => {
    expect(await upgrade('-p', 'Owner=another')).toMatchObject({ code: 0 });
    expect(await offered.answers(`${name}-data`)).toMatchObject({ Owner: 'another' });
    expect((await upgrade('-p', 'Onwer=x')).stderr).toContain('did you mean Owner?');
    expect((await upgrade('--to', '1.0.0')).stderr).toContain(`name one of ${name}-network, ${name}-data`);
    expect((await upgrade('--no-wait', '-p', 'Owner=x', '-p', 'VpcCidr=y')).stderr).toContain('leave out: --no-wait');
    expect((await offered.run('upgrade', `${name}-dta`)).stderr).toContain(`did you mean ${name}-data?`);
  });

  it('is listed while it is behind, deprecated or hidden, and stops before anything when a tier would lose data', async () => {
    const listed = async () => {
      const all: { name: string }[] = await offered.json('outdated');
      return all.filter((one) => one.name.startsWith(`${name}-`));
    };
    expect(await listed()).toMatchObject([
      { name: `${name}-data`, version: '1.0.0', newest: '1.1.0', isBehind: true, guidance: 'active' },
      { name: `${name}-network`, version: '1.0.0', newest: '1.1.0', isBehind: true, guidance: 'active' },
    ]);
    await upgrade();
    expect(await listed()).toEqual([]);
    await offered.change('data', '1.1.0', { Guidance: 'DEPRECATED' });
    await offered.change('network', '1.1.0', { Active: false });
    expect(await listed()).toMatchObject([
      { name: `${name}-data`, newest: '1.0.0', isBehind: false, guidance: 'deprecated' },
      { name: `${name}-network`, newest: '1.0.0', isBehind: false, guidance: 'inactive' },
    ]);
    const { stdout } = await offered.run('outdated');
    expect(stdout).toMatch(new RegExp(`${name}-data +Bellyfed Data +1\\.1\\.0 \\(deprecated\\).*no newer version`));
    expect(await upgrade()).toMatchObject({ stdout: expect.stringContaining('there is nothing to update') });

    await offered.offer('network', '2.0.0', network({ exports: ['VpcId', 'SubnetIds'], delay: 5 }));
    await offered.offer('data', '2.0.0', data({ reads: 'SubnetIds', key: 'other' }));
    const refused = await upgrade();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`--allow-replace ${name}-data.Table`);
    expect(refused.stderr).toContain(`--accept-no-rollback ${name}-network`);
    expect(await states()).toEqual(['1.1.0 AVAILABLE', '1.1.0 AVAILABLE']);
    // The network's version is hidden: nobody goes back to it.
    const named = ['--allow-replace', `${name}-data.Table`, '--accept-no-rollback', `${name}-network`];
    expect(await upgrade(...named)).toMatchObject({ code: 0 });
    expect(await states()).toEqual(['2.0.0 AVAILABLE', '2.0.0 AVAILABLE']);
  });
});
