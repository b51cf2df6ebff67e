import type { AskedResource, OperationCall, ServiceAccess } from '../../kernel/service-access';
import { changeSetAt } from './change-sets/state';
import { stackSetNames } from './stack-sets/state';
import { findStack } from './state';

/**
 * Resources that calls of CloudFormation are about, for IAM. A stack that isn't there yet has no id: `stack/<name>/*`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
 */
export const cloudformationAccess: ServiceAccess = {
  // Without a name DescribeStacks is a list:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
  actions: ({ operation, input }) =>
    operation === 'DescribeStacks' && input.StackName === undefined ? ['DescribeStacks', 'ListStacks'] : undefined,

  resources(asked, types) {
    if (types.includes('stackset') && typeof asked.input.StackSetName === 'string') return [stackSet(asked)];
    const name = types.includes('stack') ? stackNameOf(asked) : undefined;
    return name === undefined ? undefined : [stack(name, asked)];
  },

  inputKeys: [
    'cloudformation:ChangeSetName',
    'cloudformation:ResourceTypes',
    'cloudformation:RoleArn',
    'cloudformation:StackPolicyUrl',
    'cloudformation:TemplateUrl',
  ],

  passedRoles: ({ input: { RoleARN: arn } }) =>
    typeof arn === 'string' ? [{ arn, to: 'cloudformation.amazonaws.com' }] : [],
};

/** The stack that a call names, or whose change set or resource it names. */
function stackNameOf({ input, db, accountId, region }: OperationCall): string | undefined {
  const { StackName: name, ChangeSetName: changeSet } = input;
  if (typeof name === 'string') return name;
  if (typeof changeSet !== 'string' || !changeSet.startsWith('arn:')) return undefined;
  return changeSetAt(db, { accountId, region }, changeSet, undefined)?.stackId;
}

function stack(name: string, { db, accountId, region }: OperationCall): AskedResource {
  const found = findStack(db, { accountId, region }, name);
  if (found) return { arn: found.id, tags: found.definition?.tags };
  return { arn: name.startsWith('arn:') ? name : `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/*` };
}

function stackSet({ input, db, accountId, region }: OperationCall): AskedResource {
  const [name = ''] = (String(input.StackSetName).split('/').at(-1) ?? '').split(':');
  const uuid = db.get(stackSetNames, [accountId, region, name]) ?? '*';
  return { arn: `arn:aws:cloudformation:${region}:${accountId}:stackset/${name}:${uuid}` };
}
