import { exclusions, own, scalarText } from '../../../catalog/template';
import type { ResourceRequest } from '../../kernel/resource';
import type { Store } from '../../store/store';
import { existingIn, existingInAccount } from './inventory';
import { valueRow } from './resources/value-rows';

/**
 * Answer of a service that refuses a resource beside another of its type, whichever stack has that one; undefined where
 * there is no such other. Of a type whose names hold for the account, all regions are looked at: records of a zone.
 *
 * @param request for the resource as it is to be; itself, as it was, is no other
 */
export function exclusionProblem(db: Store, request: ResourceRequest): string | undefined {
  const { accountId, region, type, properties, stackId, logicalId } = request;
  const facts = exclusions('stacks', type);
  if (facts.length === 0) return undefined;
  const isGlobal = valueRow(type)?.reach === 'account';
  const there = isGlobal ? existingInAccount(db, accountId, type) : existingIn(db, { accountId, region }, type);
  const others = there.filter((other) => other.stackId !== stackId || other.logicalId !== logicalId);
  const excluding = facts.find(({ when }) => others.some((other) => when.holds({ properties }, other)));
  return excluding?.answer.replaceAll(/\{(\w+)\}/g, (_, name: string) => scalarText(own(properties, name)) ?? '');
}
