import type { CallAs } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import { operatedOrganization } from './organizations-access';
import { type StackSetRecord, stackSetNames, stackSets } from './state';

/** Name of a stack set in a request. */
export interface StackSetRequest {
  /** Its name, id or ARN. */
  readonly StackSetName?: string;
  readonly CallAs?: CallAs;
}

/**
 * The stack set that a request names, or undefined. Those of an organization are its management account's, whoever operates
 * them.
 */
export function findStackSet(request: StackSetRequest, call: Call): StackSetRecord | undefined {
  const scope = [ownerOf(request.CallAs, call), call.region];
  const [name = '', givenUuid] = (request.StackSetName?.split('/').at(-1) ?? '').split(':');
  const uuid = call.db.get(stackSetNames, [...scope, name]);
  if (uuid === undefined || (givenUuid !== undefined && givenUuid !== uuid)) return undefined;
  return call.db.get(stackSets, [...scope, uuid]);
}

/** @throws AwsError `StackSetNotFoundException`. */
export function theStackSet(request: StackSetRequest, call: Call): StackSetRecord {
  const stackSet = findStackSet(request, call);
  if (stackSet) return stackSet;
  throw new AwsError('StackSetNotFoundException', `StackSet ${request.StackSetName} not found`);
}

/** The account whose stack sets the caller sees. */
export function ownerOf(callAs: CallAs | undefined, call: Call): string {
  return callAs === 'DELEGATED_ADMIN' ? operatedOrganization(callAs, call).managementAccountId : call.accountId;
}
