import type { HandlerErrorCode } from '@aws-sdk/client-cloudcontrol';
import { protects, type RefusedDeletion, refusedDeletions } from '../../../catalog/template';
import { textOf } from '../../kernel/properties';
import type { Store } from '../../store/store';
import { type Existing, existingIn } from './inventory';

/** Reason for which a resource can't be deleted, as its type's handler says it. */
export interface DeletionRefusal {
  readonly errorCode: HandlerErrorCode;
  readonly message: string;
}

/** A resource that is to go. */
export type Doomed = Pick<Existing, 'scope' | 'type' | 'physicalId' | 'properties'>;

/**
 * Reason for which AWS would not delete a resource, before its provider is asked; undefined where nothing is in the way.
 *
 * @param reader CloudFormation and Cloud Control have the same, since both call the handler of the type, but for what a
 *   resource contains
 * @param isFull whether it contains what only its own service knows of
 */
export function deletionRefusal(
  db: Store,
  doomed: Doomed,
  reader: 'stacks' | 'Cloud Control',
  isFull: () => boolean = () => false,
): DeletionRefusal | undefined {
  const stands = (fact: RefusedDeletion): boolean => {
    const { when } = fact;
    switch (when.looksAt) {
      case 'values':
        return protects(fact, doomed.properties);
      case 'parts': {
        const { scope, physicalId } = doomed;
        return existingIn(db, scope, when.type).some((each) => textOf(each.properties[when.property]) === physicalId);
      }
      case 'contents':
        return isFull();
    }
  };
  const fact = refusedDeletions(reader, doomed.type).find(stands);
  if (fact === undefined) return undefined;
  const errorCode = fact.when.looksAt === 'parts' ? 'ResourceConflict' : 'InvalidRequest';
  return { errorCode, message: fact.words ?? `It can't be deleted while ${fact.when.says}.` };
}
