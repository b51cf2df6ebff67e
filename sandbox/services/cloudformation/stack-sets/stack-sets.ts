import { randomUUID } from 'node:crypto';
import type * as model from '@aws-sdk/client-cloudformation';
import type { AutoDeployment, CreateStackSetInput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { checkStackName } from '../engine/create-stack';
import { prepare } from '../engine/prepare';
import type { StackRequestParameter } from '../engine/stack-request';
import { parametersFrom, requiredTemplate, tagsFrom, templateFrom } from '../operations/stack-input';
import { templateText } from '../template-store';
import { beginOperation, operationInProgress } from './begin-operation';
import { targetAccounts } from './deployment-targets';
import { deployingOrganization } from './organizations-access';
import { findStackSet, theStackSet } from './stack-set-lookup';
import {
  instances,
  instancesOf,
  nextOperation,
  operationsInOrder,
  results,
  type StackSetRecord,
  setOperations,
  setsOfUnit,
  stackSetNames,
  stackSets,
  targetsOfSet,
} from './state';

/** Operations that create, update and delete stack sets. */
export const stackSetOperations = {
  /**
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html: with service-managed
   * permissions, the only kind that the sandbox has.
   */
  CreateStackSet(input, call) {
    const { db, region } = call;
    const name = input.StackSetName ?? '';
    checkStackName(name);
    refuseSelfManaged(input.PermissionModel ?? 'SELF_MANAGED', input);
    const organization = deployingOrganization(input.CallAs, call);
    const accountId = organization.managementAccountId;
    const present = findStackSet({ StackSetName: name, CallAs: input.CallAs }, call);
    if (present && input.ClientRequestToken !== undefined && present.token === input.ClientRequestToken) {
      return { StackSetId: present.id };
    }
    if (present) {
      throw new AwsError('NameAlreadyExistsException', 'The specified name is already in use by another stack set');
    }
    if (input.AutoDeployment === undefined) {
      throw new AwsError('ValidationError', 'AutoDeployment is required for a SERVICE_MANAGED stack set');
    }
    const uuid = randomUUID();
    const body = requiredTemplate(input, call);
    const record: StackSetRecord = {
      accountId,
      region,
      uuid,
      id: `${name}:${uuid}`,
      name,
      organizationId: organization.id,
      description: input.Description,
      ...checkedDefinition(name, body, parametersFrom(input.Parameters), tagsFrom(input.Tags ?? []), input, call),
      ...deployment(input.AutoDeployment),
      queues: input.ManagedExecution?.Active ?? false,
      token: input.ClientRequestToken,
      nextOperation: 0,
    };
    db.put(stackSets, [accountId, region, uuid], record);
    db.put(stackSetNames, [accountId, region, name], uuid);
    return { StackSetId: record.id };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html */
  UpdateStackSet(input, call) {
    const { db } = call;
    const before = theStackSet(input, call);
    const organization = deployingOrganization(input.CallAs, call);
    refuseSelfManaged(input.PermissionModel ?? 'SERVICE_MANAGED', input);
    const current = nextOperation(db, before.uuid);
    if (current && !before.queues) throw operationInProgress(before, current.id);
    const given = templateFrom(input, call);
    if (input.UsePreviousTemplate && given !== undefined) {
      throw new AwsError('ValidationError', 'Cannot specify both usePreviousTemplate and a template');
    }
    const body = input.UsePreviousTemplate
      ? templateText(db, before.template)
      : (given ?? requiredTemplate(input, call));
    const parameters = parametersFrom(input.Parameters).map(({ key, value, usePrevious }) =>
      usePrevious ? { key, value: before.parameters[key] } : { key, value },
    );
    const tags = input.Tags ? tagsFrom(input.Tags) : before.tags;
    const after: StackSetRecord = {
      ...before,
      description: input.Description ?? before.description,
      ...checkedDefinition(before.name, body, parameters, tags, input, call),
      ...(input.AutoDeployment && deployment(input.AutoDeployment)),
      queues: input.ManagedExecution?.Active ?? before.queues,
    };
    db.put(stackSets, [before.accountId, before.region, before.uuid], after);
    const accounts = input.DeploymentTargets && targetAccounts(db, organization, input.DeploymentTargets, true);
    const places = instancesOf(db, before.uuid).filter(
      ({ accountId, region }) =>
        (accounts?.some((target) => target.accountId === accountId) ?? true) &&
        (input.Regions?.includes(region) ?? true),
    );
    const regions = input.Regions ?? [...new Set(places.map(({ region }) => region))];
    const operationId = beginOperation(
      after,
      {
        action: 'UPDATE',
        id: input.OperationId,
        preferences: input.OperationPreferences,
        targets: input.DeploymentTargets,
        regions,
        places,
      },
      call,
    );
    return { OperationId: operationId };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStackSet.html: one that isn't there is no error. */
  DeleteStackSet(input, call) {
    const { db } = call;
    const stackSet = findStackSet(input, call);
    if (!stackSet) return {};
    const { accountId, region, uuid, name } = stackSet;
    const current = nextOperation(db, uuid);
    if (current) throw operationInProgress(stackSet, current.id);
    if (db.count(instances, [uuid]) > 0) throw new AwsError('StackSetNotEmptyException', 'StackSet is not empty');
    for (const { key } of db.list(targetsOfSet, [uuid])) db.remove(setsOfUnit, [String(key[1]), uuid, String(key[2])]);
    for (const table of [targetsOfSet, setOperations, operationsInOrder, results] as const) {
      for (const { key } of db.list<unknown>(table, [uuid])) db.remove<unknown>(table, key);
    }
    db.remove(stackSets, [accountId, region, uuid]);
    db.remove(stackSetNames, [accountId, region, name]);
    return {};
  },
} satisfies Operations<typeof model>;

/** Definition of the stacks to be, checked as a stack's would be. */
function checkedDefinition(
  stackName: string,
  templateBody: string,
  parameters: readonly StackRequestParameter[],
  tags: Readonly<Record<string, string>>,
  { Capabilities: capabilities = [] }: { readonly Capabilities?: readonly string[] },
  call: Call,
): Pick<StackSetRecord, 'template' | 'parameters' | 'tags' | 'capabilities'> {
  const { template } = prepare(
    { scope: call, stackName, templateBody, parameters, tags, capabilities, notificationArns: [] },
    call,
  );
  // What is to stay as it was and never was given is the template's default.
  const values = Object.fromEntries(
    parameters.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
  );
  return { template, parameters: values, tags, capabilities };
}

function deployment({ Enabled, RetainStacksOnAccountRemoval: retains, DependsOn }: AutoDeployment) {
  if (Enabled !== true && retains !== undefined) {
    throw new AwsError('ValidationError', 'RetainStacksOnAccountRemoval can be specified only if Enabled is true');
  }
  if (DependsOn?.length) throw new AwsError('ValidationError', 'The sandbox does not order stack sets by DependsOn');
  return { autoDeploys: Enabled ?? false, retainsOnRemoval: retains ?? false };
}

function refuseSelfManaged(
  model: string,
  {
    AdministrationRoleARN: role,
    ExecutionRoleName: name,
  }: Pick<CreateStackSetInput, 'AdministrationRoleARN' | 'ExecutionRoleName'>,
): void {
  if (model !== 'SERVICE_MANAGED') {
    throw new AwsError('ValidationError', 'The sandbox has stack sets with service-managed permissions only');
  }
  if (role !== undefined || name !== undefined) {
    const message = 'AdministrationRoleARN and ExecutionRoleName are not valid for a SERVICE_MANAGED stack set';
    throw new AwsError('ValidationError', message);
  }
}
