import type * as model from '@aws-sdk/client-organizations';
import type {
  AcceptHandshakeResponse,
  HandshakeFilter,
  InviteAccountToOrganizationRequest,
} from '@aws-sdk/client-organizations';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { type PageRequest, pageOf } from '../../kernel/page';
import type { Store, Table } from '../../store/store';
import { managedOrganization, readableOrganization } from './callers';
import { handshakeView, stateAt } from './handshake-view';
import { accountOfAddress, newId } from './identifiers';
import { depart, join } from './membership';
import { pageRequest } from './page-request';
import { accessDenied, handshakeConstraint, invalidInput, notFound } from './refusals';
import {
  accountsByEmail,
  type HandshakeRow,
  handshakes,
  handshakesOfAccount,
  handshakesOfOrganization,
  members,
  organizations,
} from './state';
import { memberOf, organizationOf } from './structure';

/** Milliseconds that an invitation can be answered: 15 days. */
const LIFE = 15 * 24 * 3600 * 1000;

/** Operations on invitations. */
export const handshakeOperations = {
  /**
   * https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html: an account of
   * another organization may be invited, and leaves that one when it accepts.
   */
  InviteAccountToOrganization(input, call) {
    const { db, now } = call;
    const organization = managedOrganization(call);
    const target = targetOf(input);
    const accountId =
      target.type === 'ACCOUNT' ? target.id : (db.get(accountsByEmail, [target.id]) ?? accountOfAddress(target.id));
    if (accountId !== undefined && memberOf(db, organization.id, accountId)) {
      throw handshakeConstraint(
        'ALREADY_IN_AN_ORGANIZATION',
        'The invited account is already a member of an organization.',
      );
    }
    const open = rowsOf(db, handshakesOfOrganization, organization.id).some(
      (row) => stateAt(row, now) === 'REQUESTED' && row.target.id === target.id,
    );
    if (open) {
      throw new AwsError(
        'DuplicateHandshakeException',
        'A handshake with the same action and target already exists. For example, if you invited an account to join your ' +
          'organization, the invited account might already have a pending invitation from this organization.',
      );
    }
    const row: HandshakeRow = {
      id: newId('h', 32),
      organizationId: organization.id,
      senderId: call.accountId,
      target,
      accountId,
      state: 'REQUESTED',
      requested: now,
      expires: new Date(now.getTime() + LIFE),
      notes: input.Notes,
    };
    db.put(handshakes, [row.id], row);
    db.put(handshakesOfOrganization, [organization.id, row.id], true);
    if (accountId !== undefined) db.put(handshakesOfAccount, [accountId, row.id], true);
    return { Handshake: handshakeView(call, row) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html */
  AcceptHandshake(input, call) {
    const row = answerable(input.HandshakeId, call, 'ACCEPTED', ({ accountId }) => accountId === call.accountId);
    const { db, accountId } = call;
    const organization = db.get(organizations, [row.organizationId]);
    if (!organization) throw handshakeNotFound();
    const present = db.get(members, [accountId]);
    if (present?.organizationId === organization.id) {
      throw handshakeConstraint('ALREADY_IN_AN_ORGANIZATION', 'The account is already a member of an organization.');
    }
    const left = organizationOf(db, accountId);
    if (present && left) depart(call, left, present);
    join(call, organization, accountId, { joinedMethod: 'INVITED', email: present?.email, name: present?.name });
    return settle(row, 'ACCEPTED', call);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeclineHandshake.html: by the account invited. */
  DeclineHandshake(input, call) {
    const mine = ({ accountId }: HandshakeRow) => accountId === call.accountId;
    return settle(answerable(input.HandshakeId, call, 'DECLINED', mine), 'DECLINED', call);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CancelHandshake.html: by the account that sent it. */
  CancelHandshake(input, call) {
    const mine = ({ senderId }: HandshakeRow) => senderId === call.accountId;
    return settle(answerable(input.HandshakeId, call, 'CANCELED', mine), 'CANCELED', call);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeHandshake.html: by either side. */
  DescribeHandshake(input, call) {
    const row = call.db.get(handshakes, [input.HandshakeId ?? '']);
    if (!row) throw handshakeNotFound();
    if (row.accountId !== call.accountId && row.senderId !== call.accountId) throw accessDenied();
    return { Handshake: handshakeView(call, row) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListHandshakesForAccount.html */
  ListHandshakesForAccount(input, call) {
    const page = pageRequest(input, 'ListHandshakesForAccount');
    return listed(rowsOf(call.db, handshakesOfAccount, call.accountId), input.Filter, page, call);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListHandshakesForOrganization.html */
  ListHandshakesForOrganization(input, call) {
    const rows = rowsOf(call.db, handshakesOfOrganization, readableOrganization(call).id);
    return listed(rows, input.Filter, pageRequest(input, 'ListHandshakesForOrganization'), call);
  },
} satisfies Operations<typeof model>;

function listed(rows: HandshakeRow[], filter: HandshakeFilter | undefined, page: PageRequest, call: Call) {
  const { ActionType: action, ParentHandshakeId: parent } = filter ?? {};
  // The sandbox knows invitations only, which have no parent.
  const kept = (action === undefined || action === 'INVITE') && parent === undefined ? rows : [];
  const { items, next } = pageOf(kept, ({ id }) => id, page);
  return { Handshakes: items.map((row) => handshakeView(call, row)), NextToken: next };
}

function targetOf({ Target: target }: InviteAccountToOrganizationRequest): HandshakeRow['target'] {
  const { Type: type, Id: id = '' } = target ?? {};
  if (type === 'ACCOUNT') {
    if (/^\d{12}$/.test(id)) return { type, id };
    throw invalidInput('INVALID_PATTERN_TARGET_ID', 'You specified a policy target ID that is not valid.');
  }
  if (type !== 'EMAIL') {
    throw invalidInput('INVALID_PARTY_TYPE_TARGET', 'You specified the wrong type of entity as a party.');
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(id)) {
    throw invalidInput('INVALID_EMAIL_ADDRESS_TARGET', 'You specified an invalid email address.');
  }
  return { type, id };
}

/** A handshake that the caller may bring into a state, from which it can get there. */
function answerable(
  id: string | undefined,
  call: Call,
  wanted: HandshakeRow['state'],
  mine: (row: HandshakeRow) => boolean,
): HandshakeRow {
  const row = call.db.get(handshakes, [id ?? '']);
  if (!row) throw handshakeNotFound();
  if (!mine(row)) throw accessDenied();
  const state = stateAt(row, call.now);
  if (state === wanted) {
    throw new AwsError('HandshakeAlreadyInStateException', `The handshake is already in the state ${wanted}.`);
  }
  if (state !== 'REQUESTED') {
    const message = `You can't perform the operation on the handshake in its current state: ${state}.`;
    throw new AwsError('InvalidHandshakeTransitionException', message);
  }
  return row;
}

function settle(row: HandshakeRow, state: HandshakeRow['state'], call: Call): AcceptHandshakeResponse {
  const settled = { ...row, state };
  call.db.put(handshakes, [row.id], settled);
  return { Handshake: handshakeView(call, settled) };
}

function rowsOf(db: Store, table: Table<true>, owner: string): HandshakeRow[] {
  return db.list(table, [owner]).flatMap(({ key }) => db.get(handshakes, [String(key[1])]) ?? []);
}

function handshakeNotFound(): AwsError {
  return notFound('HandshakeNotFoundException', 'a handshake');
}
