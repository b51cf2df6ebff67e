import {
  AcceptHandshakeCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  InviteAccountToOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { TestSandbox } from '../with-sandbox';

/** An organization of a test: its management account's client, and the steps that most tests begin with. */
export class TestOrganization {
  readonly client: OrganizationsClient;
  id = '';
  rootId = '';

  private constructor(
    readonly sandbox: Pick<TestSandbox, 'client'>,
    managementAccountId: string,
  ) {
    this.client = new OrganizationsClient(sandbox.client(managementAccountId));
  }

  /** Makes an organization that the account manages. */
  static async create(sandbox: Pick<TestSandbox, 'client'>, managementAccountId: string): Promise<TestOrganization> {
    const made = new TestOrganization(sandbox, managementAccountId);
    const { Organization: organization } = await made.client.send(new CreateOrganizationCommand({}));
    made.id = organization?.Id ?? '';
    made.rootId = (await made.client.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? '';
    return made;
  }

  /** A client of any account. */
  as(accountId: string): OrganizationsClient {
    return new OrganizationsClient(this.sandbox.client(accountId));
  }

  /** A unit, by default in the root. */
  async unit(name: string, parentId = this.rootId): Promise<string> {
    const input = { Name: name, ParentId: parentId };
    const { OrganizationalUnit: unit } = await this.client.send(new CreateOrganizationalUnitCommand(input));
    return unit?.Id ?? '';
  }

  /** Invites an account, which accepts. */
  async admit(accountId: string, unitId?: string): Promise<void> {
    const invitation = new InviteAccountToOrganizationCommand({ Target: { Type: 'ACCOUNT', Id: accountId } });
    const { Handshake: handshake } = await this.client.send(invitation);
    await this.as(accountId).send(new AcceptHandshakeCommand({ HandshakeId: handshake?.Id }));
    if (unitId !== undefined) await this.move(accountId, this.rootId, unitId);
  }

  /** Moves an account. */
  async move(accountId: string, from: string, to: string): Promise<void> {
    const input = { AccountId: accountId, SourceParentId: from, DestinationParentId: to };
    await this.client.send(new MoveAccountCommand(input));
  }
}
