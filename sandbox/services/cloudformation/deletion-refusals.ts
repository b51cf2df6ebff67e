import type { HandlerErrorCode } from '@aws-sdk/client-cloudcontrol';
import { protects, type RefusedDeletion, refusedDeletions } from '../../../catalog/template';
import { textOf } from '../../kernel/properties';
import type { Work } from '../../kernel/work';
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
 * @param reader CloudFormation and Cloud Control have the same, since both call the handler of the type
 */
export function deletionRefusal(
  work: Work,
  doomed: Doomed,
  reader: 'stacks' | 'Cloud Control',
): DeletionRefusal | undefined {
  const { scope, type, physicalId } = doomed;
  const stands = (fact: RefusedDeletion): boolean => {
    const { when } = fact;
    switch (when.looksAt) {
      case 'values':
        return protects(fact, doomed.properties);
      case 'parts':
        return existingIn(work.db, scope, when.type).some(({ properties }) =>
          [properties[when.property]].flat().some((named) => textOf(named) === physicalId),
        );
      case 'contents':
        return work.parts.looks.get(type)?.({ ...scope, physicalId }, work) ?? false;
    }
  };
  const fact = refusedDeletions(reader, type).find(stands);
  if (fact === undefined) return undefined;
  const errorCode = fact.when.looksAt === 'parts' ? 'ResourceConflict' : 'InvalidRequest';
  return { errorCode, message: fact.words ?? `It can't be deleted while ${fact.when.says}.` };
}
