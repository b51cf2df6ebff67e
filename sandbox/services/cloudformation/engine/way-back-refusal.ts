import { oneWayChanges } from '../../../../catalog/template';
import type { Incarnation, ResourceRecord } from '../state';
import { handlerRefusal } from './resource-decision';

/**
 * Service's own words against taking back a change that an update has made; undefined where it goes back.
 *
 * Its rollback then ends in `UPDATE_ROLLBACK_FAILED`, until somebody continues it without the resource.
 *
 * @param before the resource as it was
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
 */
export function wayBackRefusal({ type, now }: ResourceRecord, before: Incarnation): string | undefined {
  const [found] = oneWayChanges(type, before.properties, now.properties);
  return found && handlerRefusal(found.words ?? `Updates are not allowed for property - ${found.property}.`);
}
