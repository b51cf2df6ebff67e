import type { Share } from '../../../portfolios/reconcile/shares';
import {
  isNobody,
  noStandingShares,
  readStandingShares,
  standingShares,
} from '../../../portfolios/reconcile/standing-shares';

const share = (type: Share['type'], recipient: string) => ({
  share: { type, recipient, shareTagOptions: true, sharePrincipals: true },
});

it('names whoever has a share that nobody declares, each once', () => {
  const standing = standingShares([
    share('ACCOUNT', '333333333333'),
    share('ORGANIZATION_MEMBER_ACCOUNT', '222222222222'),
    share('ACCOUNT', '333333333333'),
    share('ORGANIZATIONAL_UNIT', 'ou-ab12-11111111'),
    share('ORGANIZATION', 'o-a1b2c3d4e5'),
  ]);
  expect(standing).toEqual({
    accounts: ['222222222222', '333333333333'],
    organizationalUnits: ['ou-ab12-11111111'],
    organization: 'o-a1b2c3d4e5',
  });
  expect(readStandingShares(JSON.stringify(standing))).toEqual(standing);
});

it('is nobody where there is none', () => {
  expect(isNobody(standingShares([]))).toBe(true);
  expect(isNobody(standingShares([share('ACCOUNT', '333333333333')]))).toBe(false);
  expect(readStandingShares(undefined)).toEqual(noStandingShares);
});
