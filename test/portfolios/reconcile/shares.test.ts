import { readSettings } from '../../../portfolios/context';
import { planShares, type Share } from '../../../portfolios/reconcile/shares';
import { describeStep } from '../../../portfolios/reconcile/steps';

const everything = { shareTagOptions: true, sharePrincipals: true };
const unit: Share = { type: 'ORGANIZATIONAL_UNIT', recipient: 'ou-ab12-11111111', ...everything };
const organization: Share = { type: 'ORGANIZATION', recipient: 'o-a1b2c3d4e5', ...everything };
const account: Share = { type: 'ACCOUNT', recipient: '222222222222', shareTagOptions: true, sharePrincipals: false };

const settings = (developers: object) => readSettings({ organization: 'o-a1b2c3d4e5', developers });
const hub = (...shares: Share[]) => [{ id: 'port-1', name: 'Bellyfed Developers', shares }];
const step = { kind: 'share', portfolio: 'Bellyfed Developers', portfolioId: 'port-1' };

describe('planShares', () => {
  it('shares with the units and the organization that are declared', () => {
    const declared = settings({ organizationalUnits: ['ou-ab12-11111111'], organization: true });
    expect(planShares(declared, hub(), false)).toEqual({
      steps: [
        { ...step, change: 'create', share: organization },
        { ...step, change: 'create', share: unit },
      ],
      undeclared: [],
    });
    expect(planShares(declared, hub(organization, unit), true)).toEqual({ steps: [], undeclared: [] });
  });

  it.each([{ shareTagOptions: false }, { sharePrincipals: false }])('changes what travels: %j', (content) => {
    const declared = settings({ organizationalUnits: ['ou-ab12-11111111'], ...content });
    expect(planShares(declared, hub(unit), false).steps).toEqual([
      { ...step, change: 'update', share: { ...unit, ...content } },
    ]);
  });

  it('leaves accounts to CloudFormation, whatever travels', () => {
    expect(planShares(settings({ accounts: ['222222222222'] }), hub(), true).steps).toEqual([]);
    const other = { ...account, shareTagOptions: false };
    expect(planShares(settings({ accounts: ['222222222222'] }), hub(other), true).steps).toEqual([]);
  });

  it('ends what is no longer declared only when it prunes', () => {
    const ends = [account, unit].map((share) => ({ ...step, change: 'delete', share }));
    expect(planShares(settings({}), hub(account, unit), false)).toEqual({ steps: [], undeclared: ends });
    expect(planShares(settings({}), hub(account, unit), true)).toEqual({ steps: ends, undeclared: [] });
  });

  it('says before the deployment what will follow it', () => {
    expect(planShares(settings({ organizationalUnits: ['ou-ab12-11111111'] }), [], false).steps).toEqual([
      { kind: 'share', portfolio: 'Bellyfed Developers', change: 'create', share: unit },
    ]);
  });

  it('leaves portfolios of other names alone', () => {
    const another = [{ id: 'port-2', name: 'Another portfolio', shares: [account] }];
    expect(planShares(settings({}), another, true)).toEqual({ steps: [], undeclared: [] });
  });
});

it('says each step in a line', () => {
  const lines = [
    { change: 'create', share: unit },
    { change: 'update', share: { ...organization, sharePrincipals: false } },
    { change: 'create', share: { ...unit, shareTagOptions: false, sharePrincipals: false } },
    { change: 'delete', share: account },
  ].map(({ change, share }) =>
    describeStep({ kind: 'share', portfolio: 'P', share, change: change as 'create' | 'update' | 'delete' }),
  );
  expect(lines).toEqual([
    'P: share with unit ou-ab12-11111111, TagOptions and principals included',
    'P: share anew with organization o-a1b2c3d4e5, TagOptions included',
    'P: share with unit ou-ab12-11111111',
    'P: end sharing with account 222222222222',
  ]);
});
