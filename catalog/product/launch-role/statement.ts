import { CatalogError } from '../../errors';

/** An IAM action, `service:Action`; wildcards are refused. */
export type Action = `${string}:${string}`;

/** An ARN pattern; `${AWS::Partition}` and `${AWS::AccountId}` are filled in by the stack that makes the role. */
export type ArnPattern = `arn:\${AWS::Partition}:${string}`;

/**
 * The ARN of resources in the account that a product is launched in.
 *
 * @param service as in the ARN: `ec2`, `logs`…
 * @param resource type and name, with wildcards: `vpc/*`
 * @param region `*` by default, since products are launched in any region; empty for a global service
 * @param account the launching account by default; empty for what belongs to no account, as hosted zones
 */
export function launchArn(
  service: string,
  resource: string,
  { region = '*', account = `\${AWS::AccountId}` }: { readonly region?: '*' | ''; readonly account?: string } = {},
): ArnPattern {
  return `arn:\${AWS::Partition}:${service}:${region}:${account}:${resource}`;
}

/**
 * ARN of what the product's own stack makes and nobody gives a name: CloudFormation names it after the stack, and Service
 * Catalog's stacks are named `SC-<account>-pp-<id>`.
 *
 * @param service as in the ARN
 * @param prefix what precedes the name: `log-group:`; nothing for services whose ARNs hold just the name, as queues
 */
export function stackNamed(service: string, prefix = '', options?: Parameters<typeof launchArn>[2]): ArnPattern {
  return launchArn(service, `${prefix}SC-*`, options);
}

interface Grant {
  /** Letters and digits; unique within the product. */
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly Action[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * One statement of a product's launch role, in IAM's policy language.
 *
 * It grants what the product's own resources need; what every launch needs (CloudFormation, the template's object in
 * S3) is added where the role is made. Roles are global and products are launched in any region, so the region of an
 * ARN is `*`. `Resource: '*'` is for actions that take nothing else, and says so.
 */
export type LaunchRoleStatement =
  | (Grant & { readonly Resource: readonly ArnPattern[] })
  | (Grant & { readonly Resource: '*'; readonly reason: string });

/**
 * Refuses what least privilege forbids.
 *
 * @throws `CatalogError` `invalid-product` on a wildcard action, a repeated `Sid` or a bare `*` in a list of resources
 */
export function checkLaunchRole(product: string, statements: readonly LaunchRoleStatement[]): void {
  const sids = new Set<string>();
  for (const { Sid, Action, Resource } of statements) {
    const refuse = (problem: string): never => {
      throw new CatalogError('invalid-product', `${product}: launch role statement ${Sid} ${problem}`);
    };
    if (!/^[A-Za-z0-9]+$/.test(Sid)) refuse('must have a Sid of letters and digits.');
    if (sids.has(Sid)) refuse('appears twice; merge the two or rename one.');
    sids.add(Sid);
    const wildcard = Action.find((action) => action.includes('*'));
    if (wildcard !== undefined) refuse(`must name its actions one by one, got: ${wildcard}.`);
    if (Resource !== '*' && Resource.some((arn) => !arn.startsWith('arn:'))) {
      refuse(`must name resources by ARN, got: ${Resource.join(', ')}.`);
    }
  }
}
