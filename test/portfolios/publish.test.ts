import { publishCommand, publishPlaces, stackNames } from '../../portfolios/publish';

describe('publishCommand', () => {
  it("deploys the account's stack and then the hub's, with the project's own CDK CLI", () => {
    expect(publishCommand({ projectFolder: '/catalog' })).toEqual({
      file: process.execPath,
      args: [
        '/catalog/node_modules/aws-cdk/bin/cdk',
        'deploy',
        '--require-approval',
        'never',
        '--progress',
        'events',
        'BellyfedCatalogAccount',
        'BellyfedCatalogHub',
        '--exclusively',
        '--ci',
      ],
      cwd: '/catalog',
      env: {},
    });
  });

  it('deploys one stack alone, for a second region or another account, whatever it depends on', () => {
    const { args } = publishCommand({ projectFolder: '/catalog', stacks: [stackNames.hub] });
    expect(args).toEqual(expect.arrayContaining(['BellyfedCatalogHub', '--exclusively']));
    expect(args).not.toContain('BellyfedCatalogAccount');
  });

  it("finds the stacks of other regions and accounts in the app's stage for them", () => {
    const { args } = publishCommand({ projectFolder: '/catalog', stacks: [stackNames.guard, stackNames.hub] });
    expect(args).toEqual(expect.arrayContaining(['Elsewhere/BellyfedCatalogGuard', 'BellyfedCatalogHub']));
  });

  it('only shows the difference for a plan', () => {
    const { args } = publishCommand({ projectFolder: '/catalog', plan: true });
    expect(args.slice(1)).toEqual(['diff', 'BellyfedCatalogAccount', 'BellyfedCatalogHub', '--exclusively', '--ci']);
  });

  it('passes on region, profile, endpoint and output folder', () => {
    const { args, env } = publishCommand({
      projectFolder: '/catalog',
      region: 'eu-central-1',
      profile: 'platform',
      endpoint: 'http://127.0.0.1:4566',
      output: '/tmp/assembly',
      context: '{}',
    });
    expect(args.slice(-8)).toEqual([
      ...['--region', 'eu-central-1', '--profile', 'platform', '--output', '/tmp/assembly'],
      ...['--context', 'bellyfed={}'],
    ]);
    expect(env).toEqual({ AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
  });
});

it('tells the app who still has a share that nobody declares, and nothing where nobody has', () => {
  const standing = { accounts: ['222222222222'], organizationalUnits: [] };
  const { args } = publishCommand({ projectFolder: '/catalog', standing });
  expect(args.slice(-2)).toEqual([
    '--context',
    'bellyfed:standing-shares={"accounts":["222222222222"],"organizationalUnits":[]}',
  ]);
  const nobody = { accounts: [], organizationalUnits: [] };
  expect(publishCommand({ projectFolder: '/catalog', standing: nobody }).args).not.toContain('--context');
});

describe('publishPlaces', () => {
  const home = ['BellyfedCatalogAccount', 'BellyfedCatalogHub'];
  const other = ['BellyfedCatalogGuard', 'BellyfedCatalogHub'];

  it("begins with the account's home, which alone gets the roles", () => {
    expect(publishPlaces(['us-east-1', 'eu-west-1'], 'eu-west-1')).toEqual([
      { region: 'eu-west-1', stacks: home },
      { region: 'us-east-1', stacks: other },
    ]);
  });

  it('takes the first region for the home when nobody says', () => {
    expect(publishPlaces(['us-east-1', 'eu-west-1'])).toEqual([
      { region: 'us-east-1', stacks: home },
      { region: 'eu-west-1', stacks: other },
    ]);
  });

  it("leaves the roles alone where the home isn't among the regions", () => {
    expect(publishPlaces(['us-east-1'], 'eu-west-1')).toEqual([{ region: 'us-east-1', stacks: other }]);
  });
});
