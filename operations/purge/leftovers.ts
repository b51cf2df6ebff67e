import type { ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../aws/aws-target';
import { type Kind, kindOf, type Properties } from './kinds';

/** A resource that a terminated product left behind, by its tags. */
export interface Tagged {
  readonly arn: string;
  readonly kind: Kind;
  /** As Cloud Control, or RDS for a snapshot, takes it. */
  readonly identifier: string;
  /** Id of the product that made it. */
  readonly product: string;
}

/** Something that a purge deletes. */
export interface Leftover extends Tagged {
  readonly properties: Properties;
  /** Contents, as text; undefined where nothing is, or nobody knows. */
  readonly inside: string | undefined;
}

/** A resource that carries the environment's tag and isn't beyond doubt something that a product left behind. */
export interface Doubtful {
  readonly arn: string;
  /** Why it isn't touched. */
  readonly why: string;
}

/** Facts to judge by. */
export interface Evidence {
  /** ARNs of the stacks that are there. */
  readonly stacks: ReadonlySet<string>;
  /** Whether something of the environment is still launched: only what says that its stack is gone was left then. */
  readonly isInUse: boolean;
  /** Types that each product leaves behind; see `retainedTypes`. */
  readonly retained: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The types of environment whose data may be deleted. */
const PURGEABLE: ReadonlySet<string> = new Set(['dev', 'test']);

/** Backups carry the tags of what they are of. */
const BACKUP = /:recovery-point:|:awsbackup:|-snapshot:rds:/;

/** Everything that carries an environment's tag in an account and region. */
export async function taggedWith(target: AwsTarget, environment: string): Promise<readonly ResourceTagMapping[]> {
  const tagging = await target.tagging();
  const found: ResourceTagMapping[] = [];
  let token: string | undefined;
  do {
    const page = await tagging.getResources({
      TagFilters: [{ Key: 'Environment', Values: [environment] }],
      PaginationToken: token,
    });
    found.push(...(page.ResourceTagMappingList ?? []));
    token = page.PaginationToken;
  } while (token);
  return found;
}

/**
 * Tells what products left behind from everything else that carries the environment's tag.
 *
 * @throws `CatalogError` `not-purgeable` where anything says that the environment was one for more than trying things out
 */
export function judge(
  environment: string,
  found: readonly ResourceTagMapping[],
  evidence: Evidence,
): { readonly left: readonly Tagged[]; readonly doubtful: readonly Doubtful[] } {
  const left: Tagged[] = [];
  const doubtful: Doubtful[] = [];
  for (const { ResourceARN: arn = '', Tags = [] } of found) {
    const tags = new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
    const type = tags.get('EnvironmentType');
    if (type !== undefined && !PURGEABLE.has(type)) {
      throw new CatalogError(
        'not-purgeable',
        `${arn} is of ${environment} as a ${type} environment: only what dev and test left behind is purged.`,
      );
    }
    const verdict = judgeOne(arn, tags, evidence);
    if (typeof verdict === 'string') doubtful.push({ arn, why: verdict });
    else left.push(verdict);
  }
  return { left, doubtful };
}

function judgeOne(
  arn: string,
  tags: ReadonlyMap<string, string>,
  { stacks, isInUse, retained }: Evidence,
): Tagged | string {
  const product = tags.get('Product');
  const missing = ['EnvironmentType', 'Product'].filter((key) => !tags.has(key));
  if (product === undefined || missing.length > 0) return `has no tag ${missing.join(' and ')}`;
  const types = retained.get(product);
  if (types === undefined) return `there is no product ${product}`;
  const stack = tags.get('aws:cloudformation:stack-id');
  if (stack !== undefined && stacks.has(stack)) return `is part of the stack ${stack.split('/')[1]}`;
  if (stack === undefined && isInUse) return "doesn't say of which stack it was, and the environment is still there";
  if (BACKUP.test(arn)) return 'is a backup: it goes with its vault or with its database';
  const known = kindOf(arn);
  if (known === undefined || !types.has(known.kind.leftBy ?? known.kind.type)) {
    return `is nothing that ${product} leaves behind`;
  }
  return { arn, product, ...known };
}
