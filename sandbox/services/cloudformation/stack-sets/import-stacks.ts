import type * as model from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { findStack, type StackRecord } from '../state';
import { beginOperation } from './begin-operation';
import { type Target, targetAccounts } from './deployment-targets';
import { deployingOrganization } from './organizations-access';
import { theStackSet } from './stack-set-lookup';
import { instances, type StackSetRecord, saveInstance, stackSets } from './state';

/** Stacks that one call takes. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-import.html */
const MOST = 10;

/** Operations that bring stacks into a stack set. */
export const stackImportOperations = {
  /**
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ImportStacksToStackSet.html: a stack keeps its own
   * answers as overrides, and is in one stack set at the most.
   */
  ImportStacksToStackSet(input, call) {
    const { db } = call;
    const stackSet = theStackSet(input, call);
    const organization = deployingOrganization(input.CallAs, call);
    const { StackIds: ids = [], OrganizationalUnitIds } = input;
    if (input.StackIdsUrl !== undefined) throw refused('The sandbox takes stack ids in StackIds, not in StackIdsUrl');
    if (ids.length === 0 || ids.length > MOST) throw refused(`Between 1 and ${MOST} StackIds must be specified`);
    const targets = targetAccounts(db, organization, { OrganizationalUnitIds }, false);
    const places = ids.map((id) => {
      const stack = stackAt(id, call);
      const target = targets.find(({ accountId }) => accountId === stack.accountId);
      if (!target) throw refused(`Account ${stack.accountId} is not in the specified OrganizationalUnitIds`);
      refuseTaken(stackSet, stack, call);
      return { stack, ...target, region: stack.region };
    });
    const operationId = beginOperation(
      stackSet,
      {
        action: 'CREATE',
        id: input.OperationId,
        preferences: input.OperationPreferences,
        regions: [...new Set(places.map(({ region }) => region))],
        places,
      },
      call,
    );
    for (const { stack, ...target } of places) keep(stackSet, stack, target, operationId, call);
    return { OperationId: operationId };
  },
} satisfies Operations<typeof model>;

function stackAt(id: string, { db }: Call): StackRecord {
  const [, , , region = '', accountId = ''] = id.split(':');
  const stack = findStack(db, { accountId, region }, id);
  if (stack?.status.endsWith('_COMPLETE') && stack.status !== 'DELETE_COMPLETE') return stack;
  throw new AwsError('StackNotFoundException', `Stack ${id} not found`);
}

/** An instance of the same place may only be one whose stack never came to be. */
function refuseTaken(stackSet: StackSetRecord, { id, accountId, region }: StackRecord, { db }: Call): void {
  for (const { value: each } of db.list(stackSets, [stackSet.accountId, stackSet.region])) {
    const instance = db.get(instances, [each.uuid, region, accountId]);
    const isTaken = instance?.stackId === id || (each.uuid === stackSet.uuid && instance?.status === 'CURRENT');
    if (isTaken)
      throw refused(`Stack ${id} already belongs to StackSet ${each.name}, or another of its account and region does`);
  }
}

function keep(
  { uuid, parameters }: StackSetRecord,
  stack: StackRecord,
  { accountId, unitId }: Target,
  lastOperationId: string,
  { db }: Call,
): void {
  const given = stack.definition?.parameters ?? [];
  const own = given.flatMap(({ key, value }) => (value === parameters[key] ? [] : [[key, value] as const]));
  saveInstance(db, uuid, {
    ...{ accountId, region: stack.region, unitId, stackId: stack.id, overrides: Object.fromEntries(own) },
    ...{ status: 'OUTDATED', detailed: 'PENDING', lastOperationId },
  });
}

function refused(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
