import type { HandlerErrorCode } from '@aws-sdk/client-cloudcontrol';
import { protects, type RefusedDeletion, refusedDeletions } from '../../../catalog/template';
import { textOf } from '../../kernel/properties';
import type { Store } from '../../store/store';
import { recoveryPointsIn } from '../backup';
import { type Existing, existingIn } from '../cloudformation';

/** Why a resource can't be deleted, as its type's handler says it. */
export interface Refusal {
  readonly errorCode: HandlerErrorCode;
  readonly message: string;
}

/** Reason for which AWS would not delete a resource, before its provider is asked; undefined where nothing is in the way. */
export function deletionRefusal(db: Store, existing: Existing): Refusal | undefined {
  const fact = refusedDeletions('Cloud Control', existing.type).find((each) => stands(db, each, existing));
  if (fact === undefined) return undefined;
  const errorCode = fact.when.looksAt === 'parts' ? 'ResourceConflict' : 'InvalidRequest';
  return { errorCode, message: fact.words ?? `It can't be deleted while ${fact.when.says}.` };
}

function stands(db: Store, fact: RefusedDeletion, { type, physicalId, properties, scope }: Existing): boolean {
  const { when } = fact;
  switch (when.looksAt) {
    case 'values':
      return protects(fact, properties);
    case 'parts':
      return existingIn(db, scope, when.type).some((each) => textOf(each.properties[when.property]) === physicalId);
    case 'contents':
      return type === 'AWS::Backup::BackupVault' && recoveryPointsIn(db, scope, physicalId).length > 0;
  }
}
