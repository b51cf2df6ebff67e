import { CatalogError } from '../../catalog/errors';
import { defaultSettings, defaultTags, readSettings } from '../../portfolios/context';

function refusal(value: unknown): string {
  try {
    readSettings(value);
  } catch (error) {
    if (error instanceof CatalogError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('The context was accepted.');
}

describe('readSettings', () => {
  it('needs no context at all', () => {
    expect(readSettings(undefined)).toEqual(defaultSettings);
    expect(readSettings({})).toEqual(defaultSettings);
  });

  it('accepts the defaults as they are', () => {
    expect(readSettings(defaultSettings)).toEqual(defaultSettings);
  });

  it('accepts every setting', () => {
    const settings = {
      hub: { account: '111122223333' },
      regions: ['us-gov-west-1', 'us-gov-east-1'],
      organization: 'o-a1b2c3d4e5',
      provider: 'Platform',
      owner: 'Platform Team',
      distributor: 'Example',
      support: { email: 'help@example.com', url: 'https://help.example.com/catalog', description: 'Ask.' },
      notify: ['ops@example.com'],
      developers: {
        roles: ['aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Dev_*'],
        accounts: ['444455556666'],
        organizationalUnits: ['ou-ab12-11111111'],
        organization: false,
        shareTagOptions: true,
        sharePrincipals: true,
      },
      platform: { roles: ['Engineers'], monthlyBudget: 50 },
      production: {
        roles: ['Operator?'],
        accounts: ['000000000001'],
        organizationalUnits: [],
        organization: true,
        shareTagOptions: false,
        sharePrincipals: false,
        monthlyBudget: 250,
      },
      serviceActions: ['restart-service'],
      permissionsBoundary: 'required',
      reservedNames: ['prod'],
      tagOptions: { CostCenter: ['a', 'b'], Owner: ['c'], DataClass: ['öffentlich'] },
    };
    expect(readSettings(settings)).toEqual(settings);
  });

  it('merges objects with the defaults key by key, and replaces lists', () => {
    const settings = readSettings({
      developers: { accounts: ['111122223333'] },
      production: { roles: ['Ops'] },
      tagOptions: { CostCenter: ['web', 'data'], Owner: [] },
    });
    expect(settings.developers).toEqual({ ...defaultSettings.developers, accounts: ['111122223333'] });
    expect(settings.production).toEqual({ ...defaultSettings.production, roles: ['Ops'] });
    expect(settings.tagOptions).toEqual({ CostCenter: ['web', 'data'], Owner: [], DataClass: ['internal'] });
  });

  it('reads the JSON text that --context gives', () => {
    expect(readSettings('{"provider":"Platform"}').provider).toBe('Platform');
  });

  it.each<[unknown, string]>([
    ['{provider}', 'bellyfed: must be a JSON object, got: {provider}.'],
    [
      ['x'],
      'bellyfed: must be an object with settings, under the key bellyfed of the CDK context; what is left out keeps its default, got: ["x"].',
    ],
    [
      { developer: {} },
      'bellyfed.developer: no such setting; did you mean developers? Known: hub, regions, organization, provider, owner, distributor, support, notify, developers, production, platform, serviceActions, permissionsBoundary, reservedNames, tagOptions.',
    ],
    [
      { production: { role: [] } },
      'bellyfed.production.role: no such setting; did you mean roles? Known: roles, accounts, organizationalUnits, organization, shareTagOptions, sharePrincipals, monthlyBudget.',
    ],
    [
      { hub: { acount: '111122223333' } },
      'bellyfed.hub.acount: no such setting; did you mean account? Known: account, region.',
    ],
    [
      { support: { mail: 'a@b.c' } },
      'bellyfed.support.mail: no such setting; did you mean email? Known: email, url, description.',
    ],
    [{ hub: null }, "bellyfed.hub: must be an object that may name the hub's account and region, got: null."],
    [
      { hub: { account: 111122223333 } },
      'bellyfed.hub.account: must be an account id of 12 digits, in quotes, got: 111122223333.',
    ],
    [
      { hub: { region: 'Frankfurt' } },
      'bellyfed.hub.region: must be a region, as in "eu-central-1", got: "Frankfurt".',
    ],
    [
      { provider: '' },
      'bellyfed.provider: must be the name of the team that provides the portfolios, 1 to 50 characters, got: "".',
    ],
    [{ owner: ' ' }, 'bellyfed.owner: must be a name of 1 to 8191 characters, got: " ".'],
    [{ distributor: 7 }, 'bellyfed.distributor: must be a name of 1 to 8191 characters, got: 7.'],
    [
      { support: 'me' },
      'bellyfed.support: must be an object that may have an email, a url and a description, got: "me".',
    ],
    [{ support: { email: 'help' } }, 'bellyfed.support.email: must be an e-mail address, got: "help".'],
    [
      { support: { url: 'http://help.example.com' } },
      'bellyfed.support.url: must be an address that begins with https://, got: "http://help.example.com".',
    ],
    [
      { support: { description: '' } },
      'bellyfed.support.description: must be a text of 1 to 8191 characters, got: "".',
    ],
    [{ notify: 'ops@example.com' }, 'bellyfed.notify: must be a list of e-mail addresses, got: "ops@example.com".'],
    [{ notify: ['ops'] }, 'bellyfed.notify[0]: must be an e-mail address, got: "ops".'],
    [{ notify: ['a@b.de', 'c@d.de', 'a@b.de'] }, 'bellyfed.notify[2]: listed twice, got: "a@b.de".'],
    [
      { platform: { accounts: ['111122223333'] } },
      'bellyfed.platform.accounts: no such setting; did you mean roles? Known: roles, monthlyBudget.',
    ],
    [
      { developers: [] },
      'bellyfed.developers: must be an object that may say who launches and with whom the portfolio is shared, got: [].',
    ],
    [
      { developers: { roles: [] } },
      'bellyfed.developers.roles: must be a list of 1 to 10 role name patterns, got: [].',
    ],
    [
      { developers: { roles: ['*'] } },
      'bellyfed.developers.roles[0]: must be a role name, with its path if it has one; * stands for any run of characters, ? for one, got: "*".',
    ],
    [
      { production: { roles: ['Ops', 'arn:aws:iam::111122223333:role/Ops'] } },
      'bellyfed.production.roles[1]: must be a role name, with its path if it has one; * stands for any run of characters, ? for one, got: "arn:aws:iam::111122223333:role/Ops".',
    ],
    [
      { developers: { accounts: ['111122223333', '1234'] } },
      'bellyfed.developers.accounts[1]: must be an account id of 12 digits, in quotes, got: "1234".',
    ],
    [
      { organization: '111122223333' },
      'bellyfed.organization: must be the id of an organization, as in "o-a1b2c3d4e5", got: "111122223333".',
    ],
    [
      { developers: { organizationalUnits: ['r-ab12'] } },
      'bellyfed.developers.organizationalUnits[0]: must be the id of an organizational unit, as in "ou-ab12-11111111", got: "r-ab12".',
    ],
    [
      { developers: { organization: 'o-a1b2c3d4e5' } },
      'bellyfed.developers.organization: must be true or false, got: "o-a1b2c3d4e5".',
    ],
    [
      { production: { sharePrincipals: 'yes' } },
      'bellyfed.production.sharePrincipals: must be true or false, got: "yes".',
    ],
    [
      { production: { organizationalUnits: ['ou-ab12-11111111'] } },
      'bellyfed.production.organizationalUnits: needs bellyfed.organization, the id of the organization.',
    ],
    [
      { developers: { organization: true } },
      'bellyfed.developers.organization: needs bellyfed.organization, the id of the organization.',
    ],
    [
      { regions: 'eu-west-1' },
      'bellyfed.regions: must be a list of regions, the home region first; empty for that of the credentials, got: "eu-west-1".',
    ],
    [{ regions: ['Dublin'] }, 'bellyfed.regions[0]: must be a region, as in "eu-central-1", got: "Dublin".'],
    [
      { hub: { region: 'eu-central-1' }, regions: ['eu-west-1'] },
      "bellyfed.hub.region: can't stand beside bellyfed.regions; keep one of them.",
    ],
    [{ reservedNames: [] }, 'bellyfed.reservedNames: must be a list of environment names, at least one, got: [].'],
    [
      { reservedNames: ['Prod'] },
      'bellyfed.reservedNames[0]: must be an environment name: 2 to 21 lower-case letters, digits and hyphens, beginning with a letter, got: "Prod".',
    ],
    [{ tagOptions: [] }, 'bellyfed.tagOptions: must be an object with the allowed values of each tag key, got: [].'],
    [
      { tagOptions: { 'aws:team': ['x'] } },
      'bellyfed.tagOptions.aws:team: must be a tag key: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:, got: "aws:team".',
    ],
    [
      { tagOptions: { Team: 'x' } },
      'bellyfed.tagOptions.Team: must be a list of 25 values at the most, the default first; empty for no such tag, got: "x".',
    ],
    [
      { tagOptions: { Team: [''] } },
      'bellyfed.tagOptions.Team[0]: must be a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @, got: "".',
    ],
  ])('refuses %j', (value, message) => {
    expect(refusal(value)).toBe(`invalid-context ${message}`);
  });

  it('refuses more values of tags than Service Catalog takes: 25 of a key, and 25 of a portfolio', () => {
    const values = (key: string, length: number) => Array.from({ length }, (_, index) => `${key}${index}`);
    expect(refusal({ tagOptions: { Team: values('t', 26) } })).toMatch(
      /^invalid-context bellyfed\.tagOptions\.Team: must be a list of 25 values at the most/,
    );
    const defaults = { Owner: ['platform-team'], DataClass: ['internal'] };
    expect(refusal({ tagOptions: { ...defaults, CostCenter: values('c', 14), Team: values('t', 10) } })).toBe(
      'invalid-context bellyfed.tagOptions: a portfolio takes 25 values, those of all its keys together, got: 26.',
    );
    const most = { ...defaults, CostCenter: values('c', 13), Team: values('t', 10) };
    expect(readSettings({ tagOptions: most }).tagOptions).toEqual(most);
  });
});

describe('defaultTags', () => {
  it('takes the first value of each key, and none of a key without values', () => {
    const settings = readSettings({ tagOptions: { CostCenter: ['web', 'data'], Owner: [] } });
    expect(defaultTags(settings)).toEqual({ CostCenter: 'web', DataClass: 'internal' });
  });
});
