import type { Handshake } from '@aws-sdk/client-organizations';
import type { Call } from '../../kernel/call';
import { type HandshakeRow, members, organizations } from './state';

/** A handshake's state at a moment: one that nobody answered in time has expired. */
export function stateAt({ state, expires }: HandshakeRow, now: Date): HandshakeRow['state'] | 'EXPIRED' {
  return state === 'REQUESTED' && expires <= now ? 'EXPIRED' : state;
}

/** A handshake as AWS answers it. */
export function handshakeView({ db, now }: Call, row: HandshakeRow): Handshake {
  const organization = db.get(organizations, [row.organizationId]);
  const sender = db.get(members, [row.senderId]);
  const about = [
    { Type: 'MASTER_EMAIL' as const, Value: sender?.email },
    { Type: 'MASTER_NAME' as const, Value: sender?.name },
    { Type: 'ORGANIZATION_FEATURE_SET' as const, Value: organization?.featureSet },
  ];
  return {
    Id: row.id,
    Arn: `arn:aws:organizations::${row.senderId}:handshake/${row.organizationId}/invite/${row.id}`,
    Parties: [
      { Id: row.organizationId, Type: 'ORGANIZATION' },
      { Id: row.target.id, Type: row.target.type },
    ],
    State: stateAt(row, now),
    RequestedTimestamp: row.requested,
    ExpirationTimestamp: row.expires,
    Action: 'INVITE',
    Resources: [
      { Type: 'ORGANIZATION', Value: row.organizationId, Resources: about },
      { Type: row.target.type, Value: row.target.id },
      ...(row.notes === undefined ? [] : [{ Type: 'NOTES' as const, Value: row.notes }]),
    ],
  };
}
