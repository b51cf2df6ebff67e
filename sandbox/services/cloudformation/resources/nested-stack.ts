import { AwsError } from '../../../kernel/aws-error';
import { itemsOf, objectOf, tagsOf, textOf, textsOf } from '../../../kernel/properties';
import type { PendingResource, ProvidedResource, ResourceRequest } from '../../../kernel/resource';
import { generatedName } from '../../../kernel/unique-id';
import type { ResourceProvider, Work } from '../../../kernel/work';
import { templateAt } from '../../s3';
import { createStack } from '../engine/create-stack';
import { deleteStack } from '../engine/delete-stack';
import { operations } from '../engine/operation';
import { updateStack } from '../engine/update-stack';
import { findStack, type StackRecord } from '../state';

/** Characters that a stack's name may have. */
const LONGEST_NAME = 128;

/** A stack as a resource of another: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html */
export const nestedStackProvider: ResourceProvider = {
  create(request, work) {
    const parent = stackOf(request.stackId, request, work);
    const { definition } = parent;
    const { stackId } = createStack(
      {
        accountId: request.accountId,
        region: request.region,
        stackName: generatedName(request.stackName, request.logicalId, LONGEST_NAME),
        templateBody: templateOf(request, work),
        parameters: parametersOf(request),
        tags: { ...definition?.tags, ...tagsOf(request.properties.Tags) },
        capabilities: definition?.capabilities ?? [],
        notificationArns: textsOf(request.properties.NotificationARNs),
        roleArn: definition?.roleArn,
        nestedIn: { parentId: parent.id, rootId: parent.rootId ?? parent.id },
      },
      work,
    );
    return { pending: { stackId }, physicalId: stackId };
  },
  update(request, work) {
    const nested = stackOf(request.physicalId, request, work);
    if (!nested.status.endsWith('_IN_PROGRESS')) return startUpdate(nested, request, work);
    // The parent goes back while this stack is still on its way: it goes back too, then takes the properties asked for.
    cancel(nested, work);
    return { pending: { stackId: nested.id, isCancelled: true } };
  },
  poll(token, request, work) {
    const { stackId, isCancelled } = objectOf(token);
    const nested = stackOf(textOf(stackId) ?? '', request, work);
    if (!isCancelled) return standOf(nested, work);
    return nested.status.endsWith('_IN_PROGRESS') ? { pending: token } : startUpdate(nested, request, work);
  },
  delete(request, work) {
    deleteStack({ accountId: request.accountId, region: request.region, stackId: request.physicalId }, work);
    return remainder(request.physicalId, request, work);
  },
  pollDelete: (token, request, work) => remainder(textOf(token) ?? '', request, work),
};

function stackOf(stackId: string, request: ResourceRequest, { db }: Work): StackRecord {
  const stack = findStack(db, request, stackId);
  if (!stack) throw new AwsError('NotFound', `Stack [${stackId}] does not exist`);
  return stack;
}

function templateOf({ properties, accountId }: ResourceRequest, work: Work): string {
  const found = templateAt(textOf(properties.TemplateURL) ?? '', work, accountId);
  if ('body' in found) return found.body;
  throw new AwsError(
    'ValidationError',
    found.code === 'UnsupportedUrl' ? 'TemplateURL must be a supported URL.' : `S3 error: ${found.message}`,
  );
}

/** A list is one text in the parameters of a nested stack. */
function parametersOf({ properties }: ResourceRequest) {
  return Object.entries(objectOf(properties.Parameters)).map(([key, value]) => ({
    key,
    value: itemsOf(value)
      .map((item) => textOf(item) ?? '')
      .join(','),
  }));
}

function startUpdate(nested: StackRecord, request: ResourceRequest, work: Work): ProvidedResource | PendingResource {
  const { definition } = stackOf(request.stackId, request, work);
  try {
    updateStack(
      {
        accountId: request.accountId,
        region: request.region,
        stackId: nested.id,
        templateBody: templateOf(request, work),
        parameters: parametersOf(request),
        tags: { ...definition?.tags, ...tagsOf(request.properties.Tags) },
        capabilities: definition?.capabilities ?? [],
        notificationArns: textsOf(request.properties.NotificationARNs),
        roleArn: definition?.roleArn,
      },
      work,
    );
  } catch (error) {
    if (!(error instanceof AwsError) || error.message !== 'No updates are to be performed.') throw error;
    return provided(nested);
  }
  return { pending: { stackId: nested.id } };
}

function cancel(nested: StackRecord, { db }: Work): void {
  const operation = db.get(operations, [nested.uuid]);
  if (operation && nested.status === 'UPDATE_IN_PROGRESS') {
    db.put(operations, [nested.uuid], { ...operation, cancelled: true });
  }
}

/** Progress of a stack's creation or update. */
function standOf(stack: StackRecord, work: Work): ProvidedResource | PendingResource {
  const { id: stackId, status } = stack;
  if (status.endsWith('_IN_PROGRESS')) return { pending: { stackId }, physicalId: stackId };
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return provided(stack);
  const verb = status.startsWith('UPDATE') ? 'updated' : 'created';
  const reason = work.db.get(operations, [stack.uuid])?.failure ?? '';
  throw new AwsError('NotStabilized', `Embedded stack ${stackId} was not successfully ${verb}: ${reason}`);
}

function provided({ id, outputs }: StackRecord): ProvidedResource {
  return {
    physicalId: id,
    attributes: Object.fromEntries(outputs.map(({ key, value }) => [`Outputs.${key}`, value])),
  };
}

function remainder(stackId: string, request: ResourceRequest, work: Work): PendingResource | undefined {
  const { status, statusReason = '' } = stackOf(stackId, request, work);
  if (status === 'DELETE_COMPLETE') return undefined;
  if (status === 'DELETE_IN_PROGRESS') return { pending: stackId };
  throw new AwsError('NotStabilized', `Embedded stack ${stackId} was not successfully deleted: ${statusReason}`);
}
