import {
  AcceptHandshakeCommand,
  CancelHandshakeCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  DeclineHandshakeCommand,
  DeleteOrganizationalUnitCommand,
  DeleteOrganizationCommand,
  DeregisterDelegatedAdministratorCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeHandshakeCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListChildrenCommand,
  ListCreateAccountStatusCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListHandshakesForAccountCommand,
  ListHandshakesForOrganizationCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
  RemoveAccountFromOrganizationCommand,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { refusal } from '../service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';
import { TestOrganization } from './test-organization';

const SERVICE = 'servicecatalog.amazonaws.com';
let sandbox: TestSandbox;
let organization: TestOrganization;
let management: OrganizationsClient;
let accounts = 100_000_000_000;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
beforeEach(async () => {
  organization = await TestOrganization.create(sandbox, newAccount());
  management = organization.client;
});
afterAll(() => sandbox.stop());

/** An account that no other test uses. */
function newAccount(): string {
  accounts += 1;
  return String(accounts);
}

async function member(unitId?: string): Promise<string> {
  const accountId = newAccount();
  await organization.admit(accountId, unitId);
  return accountId;
}

async function reason(call: Promise<unknown>): Promise<string> {
  const thrown: unknown = await call.then(
    () => new Error('the call was not refused'),
    (error: unknown) => error,
  );
  const { name, Reason } = thrown as { name: string; Reason?: string };
  return `${name}: ${Reason}`;
}

async function invite(accountId: string): Promise<string | undefined> {
  const input = { Target: { Type: 'ACCOUNT', Id: accountId } } as const;
  return (await management.send(new InviteAccountToOrganizationCommand(input))).Handshake?.Id;
}

describe('an organization', () => {
  test('is one for all regions, and tells any member of itself', async () => {
    const accountId = await member();
    const elsewhere = new OrganizationsClient(sandbox.client(accountId, 'eu-west-1'));
    const { Organization } = await elsewhere.send(new DescribeOrganizationCommand({}));
    expect(Organization).toMatchObject({ Id: organization.id, FeatureSet: 'ALL' });
    expect(Organization?.MasterAccountArn).toBe(
      `arn:aws:organizations::${Organization?.MasterAccountId}:account/${organization.id}/${Organization?.MasterAccountId}`,
    );
    const { Roots } = await management.send(new ListRootsCommand({}));
    expect(Roots).toMatchObject([{ Id: organization.rootId, Name: 'Root' }]);
  });

  test('is one an account', async () => {
    expect(await refusal(management.send(new CreateOrganizationCommand({})))).toBe(
      'AlreadyInOrganizationException: The provided account is already a member of an organization.',
    );
    expect(await refusal(organization.as(newAccount()).send(new DescribeOrganizationCommand({})))).toBe(
      'AWSOrganizationsNotInUseException: Your account is not a member of an organization.',
    );
  });

  test('is deleted once it is empty', async () => {
    const accountId = await member();
    expect(await refusal(management.send(new DeleteOrganizationCommand({})))).toMatch(/^OrganizationNotEmptyException/);
    await organization.as(accountId).send(new LeaveOrganizationCommand({}));
    await management.send(new DeleteOrganizationCommand({}));
    expect(await refusal(management.send(new DescribeOrganizationCommand({})))).toMatch(/^AWSOrganizationsNotInUse/);
  });

  test('lets only its management account change it, and only it and delegates read it', async () => {
    const accountId = await member();
    const other = organization.as(accountId);
    const denied = "AccessDeniedException: You don't have permissions to access this resource.";
    const unit = { Name: 'Mine', ParentId: organization.rootId };
    expect(await refusal(other.send(new CreateOrganizationalUnitCommand(unit)))).toBe(denied);
    expect(await refusal(other.send(new ListAccountsCommand({})))).toBe(denied);
    await management.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
    const delegate = { AccountId: accountId, ServicePrincipal: SERVICE };
    await management.send(new RegisterDelegatedAdministratorCommand(delegate));
    expect((await other.send(new ListAccountsCommand({}))).Accounts).toHaveLength(2);
    expect(await refusal(other.send(new CreateOrganizationalUnitCommand(unit)))).toBe(denied);
  });
});

describe('invitations', () => {
  test('are accepted by the account invited, which is in the root then', async () => {
    const accountId = newAccount();
    const HandshakeId = await invite(accountId);
    const account = organization.as(accountId);
    const { Handshakes } = await account.send(new ListHandshakesForAccountCommand({}));
    expect(Handshakes).toMatchObject([{ Id: HandshakeId, State: 'REQUESTED', Action: 'INVITE' }]);
    const { Handshake } = await account.send(new AcceptHandshakeCommand({ HandshakeId }));
    expect(Handshake?.State).toBe('ACCEPTED');
    const { Account } = await management.send(new DescribeAccountCommand({ AccountId: accountId }));
    expect(Account).toMatchObject({
      Id: accountId,
      Status: 'ACTIVE',
      JoinedMethod: 'INVITED',
      Paths: [`${organization.id}/${organization.rootId}/${accountId}/`],
    });
    expect(await refusal(account.send(new AcceptHandshakeCommand({ HandshakeId })))).toMatch(
      /^HandshakeAlreadyInStateException/,
    );
    expect(await refusal(account.send(new DeclineHandshakeCommand({ HandshakeId })))).toMatch(
      /^InvalidHandshakeTransitionException/,
    );
    expect(await reason(invite(accountId))).toBe('HandshakeConstraintViolationException: ALREADY_IN_AN_ORGANIZATION');
  });

  test('are declined by the account invited, cancelled by the one that sent them, and answered by nobody else', async () => {
    const accountId = newAccount();
    const account = organization.as(accountId);
    const HandshakeId = await invite(accountId);
    expect(await refusal(invite(accountId))).toMatch(/^DuplicateHandshakeException/);
    const stranger = organization.as(newAccount());
    for (const command of [AcceptHandshakeCommand, DeclineHandshakeCommand, CancelHandshakeCommand]) {
      expect(await refusal(stranger.send(new command({ HandshakeId })))).toMatch(/^AccessDeniedException/);
    }
    expect(await refusal(stranger.send(new DescribeHandshakeCommand({ HandshakeId })))).toMatch(/^AccessDenied/);
    expect(await refusal(account.send(new CancelHandshakeCommand({ HandshakeId })))).toMatch(/^AccessDenied/);
    await account.send(new DeclineHandshakeCommand({ HandshakeId }));
    const again = await invite(accountId);
    await management.send(new CancelHandshakeCommand({ HandshakeId: again }));
    const { Handshakes = [] } = await management.send(new ListHandshakesForOrganizationCommand({}));
    expect(Handshakes.map(({ State }) => State).sort()).toEqual(['CANCELED', 'DECLINED']);
    const unknown = { HandshakeId: 'h-12345678' };
    expect(await refusal(account.send(new AcceptHandshakeCommand(unknown)))).toMatch(/^HandshakeNotFoundException/);
  });

  test('of an account of another organization take it out of that one', async () => {
    const accountId = await member();
    const left = organization;
    organization = await TestOrganization.create(sandbox, newAccount());
    management = organization.client;
    await organization.admit(accountId);
    const gone = left.client.send(new DescribeAccountCommand({ AccountId: accountId }));
    expect(await refusal(gone)).toMatch(/^AccountNotFoundException/);
    const { Account } = await management.send(new DescribeAccountCommand({ AccountId: accountId }));
    expect(Account?.Arn).toContain(organization.id);
  });

  test('refuse what is no account', async () => {
    expect(await reason(invite('12'))).toBe('InvalidInputException: INVALID_PATTERN_TARGET_ID');
    const target = { Target: { Type: 'ORGANIZATION', Id: organization.id } } as const;
    expect(await reason(management.send(new InviteAccountToOrganizationCommand(target)))).toBe(
      'InvalidInputException: INVALID_PARTY_TYPE_TARGET',
    );
  });
});

describe('units', () => {
  test('nest, are renamed, listed, and go once they are empty', async () => {
    const outer = await organization.unit('Workloads');
    const inner = await organization.unit('Production', outer);
    expect(inner).toMatch(new RegExp(`^ou-${organization.rootId.slice(2)}-[0-9a-z]{8}$`));
    const { OrganizationalUnit } = await management.send(
      new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: inner, Name: 'Prod' }),
    );
    expect(OrganizationalUnit).toMatchObject({
      Name: 'Prod',
      Path: `${organization.id}/${organization.rootId}/${outer}/${inner}/`,
    });
    const { OrganizationalUnits } = await management.send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: outer }),
    );
    expect(OrganizationalUnits).toMatchObject([{ Id: inner, Name: 'Prod' }]);
    expect(
      await refusal(management.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: outer }))),
    ).toMatch(/^OrganizationalUnitNotEmptyException/);
    await management.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: inner }));
    const gone = management.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: inner }));
    expect(await refusal(gone)).toMatch(/^OrganizationalUnitNotFoundException/);
  });

  test('have names that are unique in their parent, a parent, and five levels at the most', async () => {
    let parent = await organization.unit('Level');
    expect(await refusal(organization.unit('Level'))).toMatch(/^DuplicateOrganizationalUnitException/);
    expect(await refusal(organization.unit('Lost', 'ou-abcd-12345678'))).toMatch(/^ParentNotFoundException/);
    for (let level = 2; level <= 5; level += 1) parent = await organization.unit('Level', parent);
    expect(await reason(organization.unit('Level', parent))).toBe(
      'ConstraintViolationException: OU_DEPTH_LIMIT_EXCEEDED',
    );
  });
});

describe('accounts', () => {
  test('move between units', async () => {
    const unit = await organization.unit('Workloads');
    const accountId = await member(unit);
    const { Parents } = await management.send(new ListParentsCommand({ ChildId: accountId }));
    expect(Parents).toEqual([{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }]);
    const { Children } = await management.send(new ListChildrenCommand({ ParentId: unit, ChildType: 'ACCOUNT' }));
    expect(Children).toEqual([{ Id: accountId, Type: 'ACCOUNT' }]);
    const { Accounts } = await management.send(new ListAccountsForParentCommand({ ParentId: unit }));
    expect(Accounts).toMatchObject([{ Id: accountId }]);
    const move = (AccountId: string, SourceParentId: string, DestinationParentId: string) =>
      refusal(management.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId })));
    const { rootId } = organization;
    expect(await move(accountId, rootId, unit)).toMatch(/^DuplicateAccountException/);
    expect(await move(newAccount(), rootId, unit)).toMatch(/^AccountNotFoundException/);
    expect(await move(accountId, 'r-zzzz', unit)).toMatch(/^SourceParentNotFoundException/);
    expect(await move(accountId, unit, 'ou-abcd-12345678')).toMatch(/^DestinationParentNotFoundException/);
    expect(await refusal(management.send(new ListParentsCommand({ ChildId: newAccount() })))).toMatch(
      /^ChildNotFoundException/,
    );
    const lost = management.send(new ListChildrenCommand({ ParentId: 'r-zzzz', ChildType: 'ACCOUNT' }));
    expect(await refusal(lost)).toMatch(/^ParentNotFoundException/);
  });

  test('are removed or leave, but not the management account, nor a delegate, nor one just made', async () => {
    const accountId = await member();
    const { Organization } = await management.send(new DescribeOrganizationCommand({}));
    const remove = (AccountId?: string) => management.send(new RemoveAccountFromOrganizationCommand({ AccountId }));
    expect(await refusal(remove(Organization?.MasterAccountId))).toMatch(/^MasterCannotLeaveOrganizationException/);
    expect(await refusal(management.send(new LeaveOrganizationCommand({})))).toMatch(/^MasterCannotLeave/);
    await management.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
    const delegate = { AccountId: accountId, ServicePrincipal: SERVICE };
    await management.send(new RegisterDelegatedAdministratorCommand(delegate));
    expect(await reason(remove(accountId))).toBe(
      'ConstraintViolationException: CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
    );
    await management.send(new DeregisterDelegatedAdministratorCommand(delegate));
    await remove(accountId);
    expect(await refusal(remove(accountId))).toMatch(/^AccountNotFoundException/);
    expect(await reason(remove(await made('leaver@example.com')))).toBe(
      'ConstraintViolationException: WAIT_PERIOD_ACTIVE',
    );
  });

  test('are made, with a role that the management account may assume', async () => {
    const accountId = await made('team@example.com');
    const { Account } = await management.send(new DescribeAccountCommand({ AccountId: accountId }));
    expect(Account).toMatchObject({ Email: 'team@example.com', Name: 'Team', JoinedMethod: 'CREATED' });
    const { Organization } = await management.send(new DescribeOrganizationCommand({}));
    const sts = new STSClient(sandbox.client(Organization?.MasterAccountId));
    const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
    const { AssumedRoleUser } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
    expect(AssumedRoleUser?.Arn).toContain(accountId);
    expect(await status('team@example.com')).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
    const failed = await management.send(new ListCreateAccountStatusCommand({ States: ['FAILED'] }));
    expect(failed.CreateAccountStatuses).toHaveLength(1);
    const unknown = { CreateAccountRequestId: 'car-12345678' };
    expect(await refusal(management.send(new DescribeCreateAccountStatusCommand(unknown)))).toMatch(
      /^CreateAccountStatusNotFoundException/,
    );
  });

  test('come in pages of twenty at the most', async () => {
    await member();
    await member();
    const first = await management.send(new ListAccountsCommand({ MaxResults: 2 }));
    const second = await management.send(new ListAccountsCommand({ MaxResults: 2, NextToken: first.NextToken }));
    expect([first.Accounts?.length, second.Accounts?.length, second.NextToken]).toEqual([2, 1, undefined]);
    expect(await reason(management.send(new ListAccountsCommand({ NextToken: 'nonsense' })))).toBe(
      'InvalidInputException: INVALID_NEXT_TOKEN',
    );
    expect(await refusal(management.send(new ListAccountsCommand({ MaxResults: 21 })))).toMatch(
      /^InvalidInputException/,
    );
  });

  async function status(Email: string) {
    const input = { Email, AccountName: 'Team' };
    const { CreateAccountStatus } = await management.send(new CreateAccountCommand(input));
    expect(CreateAccountStatus?.State).toBe('IN_PROGRESS');
    for (;;) {
      const request = { CreateAccountRequestId: CreateAccountStatus?.Id };
      const { CreateAccountStatus: now } = await management.send(new DescribeCreateAccountStatusCommand(request));
      if (now?.State !== 'IN_PROGRESS') return now;
    }
  }

  async function made(email: string): Promise<string> {
    return (await status(email))?.AccountId ?? '';
  }
});

describe('services and their administrators', () => {
  test('are enabled, delegated to a member, and listed', async () => {
    const accountId = await member();
    const delegate = { AccountId: accountId, ServicePrincipal: SERVICE };
    const register = (input = delegate) => management.send(new RegisterDelegatedAdministratorCommand(input));
    expect(await reason(register())).toBe('ConstraintViolationException: SERVICE_ACCESS_NOT_ENABLED');
    await management.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
    const { EnabledServicePrincipals } = await management.send(new ListAWSServiceAccessForOrganizationCommand({}));
    expect(EnabledServicePrincipals).toMatchObject([{ ServicePrincipal: SERVICE }]);
    await register();
    expect(await refusal(register())).toMatch(/^AccountAlreadyRegisteredException/);
    expect(await refusal(register({ ...delegate, AccountId: newAccount() }))).toMatch(/^AccountNotFoundException/);
    const { DelegatedAdministrators } = await management.send(
      new ListDelegatedAdministratorsCommand({ ServicePrincipal: SERVICE }),
    );
    expect(DelegatedAdministrators).toMatchObject([{ Id: accountId }]);
    const services = () => management.send(new ListDelegatedServicesForAccountCommand({ AccountId: accountId }));
    expect((await services()).DelegatedServices).toMatchObject([{ ServicePrincipal: SERVICE }]);
    const disable = () => management.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
    expect(await refusal(disable())).toMatch(/^ConstraintViolationException/);
    await management.send(new DeregisterDelegatedAdministratorCommand(delegate));
    expect(await refusal(services())).toMatch(/^AccountNotRegisteredException/);
    expect(await refusal(management.send(new DeregisterDelegatedAdministratorCommand(delegate)))).toMatch(
      /^AccountNotRegisteredException/,
    );
    await disable();
  });

  test('refuse the management account, strange names, and organizations for billing only', async () => {
    await management.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: SERVICE }));
    const { Organization } = await management.send(new DescribeOrganizationCommand({}));
    const own = { AccountId: Organization?.MasterAccountId, ServicePrincipal: SERVICE };
    expect(await reason(management.send(new RegisterDelegatedAdministratorCommand(own)))).toBe(
      'ConstraintViolationException: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
    );
    expect(await reason(management.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: 'Service' })))).toBe(
      'InvalidInputException: UNRECOGNIZED_SERVICE_PRINCIPAL',
    );
    const billing = organization.as(newAccount());
    await billing.send(new CreateOrganizationCommand({ FeatureSet: 'CONSOLIDATED_BILLING' }));
    expect(await reason(billing.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: SERVICE })))).toBe(
      'ConstraintViolationException: ORGANIZATION_NOT_IN_ALL_FEATURES_MODE',
    );
  });
});
