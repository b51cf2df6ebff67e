import { DetailedError, type Remedy } from '../../catalog/detailed-error';
import { agreementTo, type Planned, planned } from '../agreement';
import { awsCommand, type CommandPlace, inTurn } from '../aws/aws-command';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { allProducts } from '../project/choose-product';
import { findLaunched } from './find-launched';
import { type ForeignPart, foreignParts } from './foreign-parts';
import { environmentsOf } from './nested-product';
import { isProtected, stackProtection } from './protected-resources';
import { type RetainedResource, type StackLeftovers, stackLeftovers } from './retained-resources';
import { stackUsers } from './stack-users';

/** A termination that nothing stands in the way of, as far as can be seen. */
export interface TerminationPlan {
  /** Of the provisioned product. */
  readonly name: string;
  readonly id: string;
  /** ARN. */
  readonly stack: string | undefined;
  /** Resources that stay; none where the caller may not read the stack. */
  readonly retained: readonly RetainedResource[];
}

/**
 * Plans to terminate a provisioned product, and finds out what of it stays.
 *
 * @param named its name, or that of an environment that was launched as one
 * @throws `CatalogError` `unknown-provisioned-product`, `several-products`, `still-used`, `termination-protected`, `foreign-parts`
 */
export async function planTermination(
  { target }: Pick<OperationContext, 'target'>,
  named: string,
): Promise<Planned<TerminationPlan>> {
  const found = await findLaunched(target, named, 'terminate');
  const { Name: name = '', Id: id = '', PhysicalId: stack, ProductName, ProvisioningArtifactName } = found;
  const leftovers = stack === undefined ? undefined : await stackLeftovers(target, stack);
  if (leftovers) {
    await refuseWhileUsed(target, name, leftovers.stacks);
    await refuseProtected(target, name, leftovers);
    await refuseForeignParts(target, name, leftovers);
  }
  const { retained = [] } = leftovers ?? {};
  const question = `Terminate ${name} (${ProductName} ${ProvisioningArtifactName})?`;
  return planned({ name, id, stack, retained }, agreementTo(target, question));
}

/** CloudFormation would refuse too, but only when it comes to the tier that is used, with others gone already. */
async function refuseWhileUsed(target: AwsTarget, name: string, stacks: readonly string[]): Promise<void> {
  const users = await stackUsers(target, stacks);
  if (users.length === 0) return;
  const who = users.map(({ name: user, imports: [first, ...rest] }) => {
    return `${user} (${first}${rest.length > 0 ? ` and ${rest.length} more` : ''})`;
  });
  const all = await allProvisionedProducts(await target.serviceCatalog());
  const environments = await environmentsOf(target, all, await allProducts());
  // A tier goes with its environment.
  const ending = users.flatMap(({ name: user }) => {
    const found = all.find(({ Name }) => Name === user);
    return found ? [environments.get(found.Id ?? '')?.Name ?? user] : [];
  });
  throw new DetailedError(
    'still-used',
    `${name} exports what others import: ${who.join(', ')}; terminate those first.`,
    {
      remedies: [...new Set(ending)].slice(-1).map((each) => ({ do: 'verb', verb: 'terminate', operands: [each] })),
    },
  );
}

/** CloudFormation and the services would refuse too, some of them with half of the stack gone. */
async function refuseProtected(target: AwsTarget, name: string, leftovers: StackLeftovers): Promise<void> {
  const protection = await stackProtection(target, leftovers);
  if (!isProtected(protection)) return;
  const guarded = [...protection.stacks, ...protection.resources.map(({ logicalId }) => logicalId)];
  throw new DetailedError('termination-protected', `${name} is protected from termination (${guarded.join(', ')})`, {
    remedies: [{ do: 'verb', verb: 'unprotect', operands: [name], label: 'Lift that first' }],
  });
}

/** CloudFormation would find out when it comes to the subnets, with all else gone. */
async function refuseForeignParts(target: AwsTarget, name: string, { removed }: StackLeftovers): Promise<void> {
  const parts = await foreignParts(target, removed);
  if (parts.length === 0) return;
  const told = parts.map(({ id, name: called }) => (called === '' ? id : `${id} (${called})`)).join(', ');
  const remedies: Remedy[] = parts.every(isOfGuardDuty)
    ? [{ ...removalOf(parts, { id: await target.accountId(), region: target.region }), label: 'Delete them first' }]
    : [{ do: 'read', document: 'docs/runbook.md', label: 'Have whoever put them there take them away' }];
  const problem = `${name}: no stack of it made what is in its VPC, which can't be deleted before: ${told}`;
  throw new DetailedError('foreign-parts', problem, { remedies });
}

function isOfGuardDuty({ name }: ForeignPart): boolean {
  return name.endsWith('.guardduty-data') || name.startsWith('GuardDutyManagedSecurityGroup-');
}

/** Endpoints go first: their interfaces are in the groups. */
function removalOf(parts: readonly ForeignPart[], place: CommandPlace): Remedy {
  const commands = parts.map(({ type, id }) =>
    type === 'AWS::EC2::VPCEndpoint'
      ? awsCommand(place, 'ec2 delete-vpc-endpoints', { 'vpc-endpoint-ids': id })
      : awsCommand(place, 'ec2 delete-security-group', { 'group-id': id }),
  );
  const [first, ...more] = commands;
  return first ? inTurn(first, ...more) : { do: 'read', document: 'docs/runbook.md' };
}
