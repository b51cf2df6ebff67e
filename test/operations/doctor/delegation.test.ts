/** Account that shares within an organization: AWS lets the management account and delegated administrators do that. */
import {
  DeregisterDelegatedAdministratorCommand,
  EnableAWSServiceAccessCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { awsTarget } from '../../../operations/aws/aws-target';
import { viewAccount } from '../../../operations/doctor/account-view';
import { checkDelegation } from '../../../operations/doctor/checks/delegation';
import type { Finding } from '../../../operations/doctor/finding';
import { type CatalogSettings, readSettings } from '../../../portfolios/context';
import { TestOrganization } from '../../sandbox/organizations/test-organization';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';

const MANAGEMENT = '111111111111';
const HUB = '222222222222';
const SERVICE = 'servicecatalog.amazonaws.com';

let sandbox: TestSandbox;
let organization: TestOrganization;
const registration = { AccountId: HUB, ServicePrincipal: SERVICE };

beforeAll(async () => {
  sandbox = await startTestSandbox();
  organization = await TestOrganization.create(sandbox, MANAGEMENT);
  await organization.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
  await organization.admit(HUB);
});
afterAll(() => sandbox?.stop());

/** Findings about an account that is the hub, by default of an organization that it shares with. */
async function found(hub: string, developers: Partial<CatalogSettings['developers']> = { organization: true }) {
  const env = { AWS_ACCESS_KEY_ID: hub, AWS_SECRET_ACCESS_KEY: 'none' };
  jest.replaceProperty(process, 'env', { ...process.env, ...env });
  const target = await awsTarget({ endpointUrl: sandbox.url, region: 'us-east-1' }, { env: process.env });
  const settings = readSettings({ organization: organization.id, developers });
  return checkDelegation({ settings }, viewAccount(target, hub));
}

const wrong: Partial<Finding> = {
  ok: false,
  problem: expect.stringContaining(`Account ${HUB} is no delegated administrator of Service Catalog`),
  remedy: expect.objectContaining({
    command: expect.stringMatching(
      `^aws organizations register-delegated-administrator --account-id ${HUB} --service-principal ${SERVICE}`,
    ),
    account: MANAGEMENT,
  }),
};

it('isn’t looked at where nothing is shared within the organization', async () => {
  expect(await found(HUB, { accounts: ['333333333333'] })).toEqual([]);
});

it('may be the management account', async () => {
  expect(await found(MANAGEMENT)).toMatchObject([{ ok: true, detail: 'management account' }]);
});

it('is wrong as a member that nobody has registered, and right once the management account has done what the remedy says', async () => {
  expect(await found(HUB)).toMatchObject([wrong]);
  await organization.client.send(new RegisterDelegatedAdministratorCommand(registration));
  expect(await found(HUB)).toMatchObject([{ ok: true, detail: 'delegated administrator' }]);
});

it('is wrong again once it is de-registered, whichever unit it shares with', async () => {
  await organization.client.send(new DeregisterDelegatedAdministratorCommand(registration));
  const unit = await organization.unit('Teams');
  expect(await found(HUB, { organizationalUnits: [unit] })).toMatchObject([wrong]);
});

it('is wrong outside of any organization, and nobody knows whose management account it takes', async () => {
  expect(await found('444444444444')).toMatchObject([
    { ok: false, remedy: { account: "<the organization's management account>" } },
  ]);
});
