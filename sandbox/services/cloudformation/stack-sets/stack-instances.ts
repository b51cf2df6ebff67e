import type * as model from '@aws-sdk/client-cloudformation';
import type { CreateStackInstancesInput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { pageOf, pageOfRows } from '../../../kernel/page';
import { parametersFrom } from '../operations/stack-input';
import { pageRequest } from '../page-request';
import { readTemplate, templateText } from '../template-store';
import { beginOperation } from './begin-operation';
import { checkRegions, targetAccounts } from './deployment-targets';
import { deployingOrganization } from './organizations-access';
import { theStackSet } from './stack-set-lookup';
import {
  type InstanceRecord,
  instances,
  instancesOf,
  type StackSetRecord,
  setsOfUnit,
  targetsOfSet,
  unitsOf,
} from './state';

/** Operations on stack instances. */
export const stackInstanceOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackInstances.html */
  CreateStackInstances(input, call) {
    const { db } = call;
    const stackSet = theStackSet(input, call);
    const organization = deployingOrganization(input.CallAs, call);
    const { targets, regions } = deploymentOf(input);
    const accounts = targetAccounts(db, organization, targets, false);
    const operationId = beginOperation(
      stackSet,
      {
        action: 'CREATE',
        id: input.OperationId,
        preferences: input.OperationPreferences,
        targets,
        regions,
        places: regions.flatMap((region) => accounts.map((target) => ({ ...target, region }))),
        overrides: overridesOf(input, stackSet, call),
      },
      call,
    );
    for (const unitId of targets.OrganizationalUnitIds ?? []) {
      for (const region of regions) {
        db.put(targetsOfSet, [stackSet.uuid, unitId, region], true);
        db.put(setsOfUnit, [unitId, stackSet.uuid, region], { accountId: stackSet.accountId, region: stackSet.region });
      }
    }
    return { OperationId: operationId };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStackInstances.html */
  DeleteStackInstances(input, call) {
    const { db } = call;
    const stackSet = theStackSet(input, call);
    const organization = deployingOrganization(input.CallAs, call);
    const { targets, regions } = deploymentOf(input);
    const accounts = new Set(targetAccounts(db, organization, targets, true).map(({ accountId }) => accountId));
    const unitIds = targets.OrganizationalUnitIds ?? [];
    const wholeUnits = (targets.AccountFilterType ?? 'NONE') === 'NONE' && !targets.Accounts?.length;
    // An account that is in the unit no more, but came to the stack by it, is meant too.
    const places = instancesOf(db, stackSet.uuid)
      .filter(({ region }) => regions.includes(region))
      .filter(({ accountId, unitId }) => accounts.has(accountId) || (wholeUnits && unitIds.includes(unitId)));
    const operationId = beginOperation(
      stackSet,
      {
        action: 'DELETE',
        id: input.OperationId,
        preferences: input.OperationPreferences,
        targets,
        regions,
        retainStacks: input.RetainStacks,
        places,
      },
      call,
    );
    if (wholeUnits) {
      for (const unitId of unitIds) {
        for (const region of regions) {
          db.remove(targetsOfSet, [stackSet.uuid, unitId, region]);
          db.remove(setsOfUnit, [unitId, stackSet.uuid, region]);
        }
      }
    }
    return { OperationId: operationId };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackInstances.html */
  ListStackInstances(input, call) {
    const stackSet = theStackSet(input, call);
    const { StackInstanceAccount: account, StackInstanceRegion: region, Filters: filters = [] } = input;
    const { items, next } = pageOfRows(
      call.db,
      instances,
      [stackSet.uuid],
      pageRequest(input, 'ListStackInstances'),
      ({ value: instance }) =>
        (account ?? instance.accountId) === instance.accountId &&
        (region ?? instance.region) === instance.region &&
        filters.every(({ Name, Values }) => shownAs(instance, Name) === Values),
    );
    return { Summaries: items.map(({ value }) => summary(stackSet, value)), NextToken: next };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackInstance.html */
  DescribeStackInstance(input, call) {
    const stackSet = theStackSet(input, call);
    const { StackInstanceAccount: account = '', StackInstanceRegion: region = '' } = input;
    const instance = call.db.get(instances, [stackSet.uuid, region, account]);
    if (!instance) {
      const message = `Stack instance not found for Stack set ${stackSet.id}, account ${account}, region ${region}`;
      throw new AwsError('StackInstanceNotFoundException', message);
    }
    const overrides = Object.entries(instance.overrides);
    return {
      StackInstance: {
        ...summary(stackSet, instance),
        ParameterOverrides: overrides.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
      },
    };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackSetAutoDeploymentTargets.html */
  ListStackSetAutoDeploymentTargets(input, call) {
    const { uuid } = theStackSet(input, call);
    const { items, next } = pageOf(
      unitsOf(call.db, uuid),
      (unitId) => unitId,
      pageRequest(input, 'ListStackSetAutoDeploymentTargets'),
    );
    return {
      Summaries: items.map((unitId) => ({
        OrganizationalUnitId: unitId,
        Regions: call.db.list(targetsOfSet, [uuid, unitId]).map(({ key }) => String(key[2])),
      })),
      NextToken: next,
    };
  },
} satisfies Operations<typeof model>;

function deploymentOf({
  Accounts,
  DeploymentTargets: targets,
  Regions: regions = [],
}: Pick<CreateStackInstancesInput, 'Accounts' | 'DeploymentTargets' | 'Regions'>) {
  if (Accounts?.length || !targets) {
    throw new AwsError(
      'ValidationError',
      'DeploymentTargets, not Accounts, are required for a SERVICE_MANAGED stack set',
    );
  }
  checkRegions(regions);
  return { targets, regions };
}

function overridesOf(
  { ParameterOverrides }: CreateStackInstancesInput,
  stackSet: StackSetRecord,
  { db }: Call,
): Record<string, string> {
  const declared = readTemplate(templateText(db, stackSet.template)).Parameters ?? {};
  return Object.fromEntries(
    parametersFrom(ParameterOverrides).map(({ key, value = '' }) => {
      if (key in declared) return [key, value];
      throw new AwsError('ValidationError', `Parameters: [${key}] do not exist in the template`);
    }),
  );
}

/** An instance's value for the filter of that name. */
function shownAs({ detailed, lastOperationId }: InstanceRecord, filter: string | undefined): string {
  if (filter === 'DETAILED_STATUS') return detailed;
  return filter === 'LAST_OPERATION_ID' ? lastOperationId : 'NOT_CHECKED';
}

function summary({ id }: StackSetRecord, instance: InstanceRecord) {
  return {
    StackSetId: id,
    Region: instance.region,
    Account: instance.accountId,
    StackId: instance.stackId,
    Status: instance.status,
    StatusReason: instance.reason,
    StackInstanceStatus: { DetailedStatus: instance.detailed },
    OrganizationalUnitId: instance.unitId,
    DriftStatus: 'NOT_CHECKED' as const,
    LastOperationId: instance.lastOperationId,
  };
}
