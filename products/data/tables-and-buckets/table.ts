import { Aws, type CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import type { CustomerKey } from '../customer-key';

/** A further region that holds a copy of every table, on condition. */
export interface ReplicaRegion {
  readonly exists: CfnCondition;
  readonly region: string;
  /** ARN of a key of that region; counts when the tables have a customer key. */
  readonly keyArn: string;
}

/** Settings that all tables have in common. */
export interface TableDefaults {
  /** Name of the environment. */
  readonly environment: string;
  readonly key: CustomerKey;
  /** Condition that tables refuse their deletion. */
  readonly isProtected: CfnCondition;
  /** Condition that their copies in further regions do. */
  readonly protectsReplicas: CfnCondition;
  readonly replicas: readonly ReplicaRegion[];
  /** Tags of every replica: a global table has none of its own. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Indexes by name, each with its key attributes. */
type Indexes = Readonly<Record<string, readonly [partition: string, sort?: string]>>;

/** One table's keys and indexes, beside what all have in common. */
export interface TableProps extends TableDefaults {
  /** Part of its name that says what the table is for. */
  readonly part: string;
  /** Names of the key attributes, all of them text. */
  readonly keys: readonly [partition: string, sort?: string];
  /** Indexes by name, each with its key attributes, all of them text; they hold whole items. */
  readonly indexes?: Indexes;
  /** Attribute that says when an item expires, in Unix seconds. */
  readonly expiresBy?: string;
  /** Tables that are made, and changed, before this one. */
  readonly after?: readonly Table[];
}

/**
 * A DynamoDB table: on demand, recoverable to any second of the last 35 days, encrypted with a key of the account. It
 * is a global table even in one region, since a plain one could never get a replica; for the same reason it streams its
 * changes.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export class Table extends Construct {
  readonly name: string;
  readonly arn: string;
  private readonly table: CfnGlobalTable;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { keys, indexes = {}, expiresBy } = props;
    const attributes = new Set([keys, ...Object.values(indexes)].flat().filter((name) => name !== undefined));
    const table = new CfnGlobalTable(this, 'Resource', {
      tableName: uniqueName(props.environment, props.part),
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [...attributes].map((attributeName) => ({ attributeName, attributeType: 'S' })),
      keySchema: keySchema(keys),
      globalSecondaryIndexes: indexed(indexes),
      timeToLiveSpecification: expiresBy === undefined ? undefined : { enabled: true, attributeName: expiresBy },
      streamSpecification: { streamViewType: 'NEW_AND_OLD_IMAGES' },
      sseSpecification: { sseEnabled: true, sseType: 'KMS' },
      replicas: [],
    });
    // Past the construct library, which takes no replica inside Fn::If together with one outside.
    table.addPropertyOverride('Replicas', [
      replica(props, props.isProtected, Aws.REGION, (arn) => arn),
      ...props.replicas.map(({ exists, region, keyArn }) =>
        Fn.conditionIf(
          exists.logicalId,
          replica(props, props.protectsReplicas, region, () => keyArn),
          Aws.NO_VALUE,
        ),
      ),
    ]);
    // Even where the launch fails: in prod it refuses its deletion, and the rollback would fail over it.
    table.applyRemovalPolicy(RemovalPolicy.RETAIN);
    for (const earlier of props.after ?? []) table.addResourceDependency(earlier.table);
    this.table = table;
    this.name = table.ref;
    this.arn = table.attrArn;
  }
}

/** No list where there is no index: DynamoDB refuses an empty one ("List of GlobalSecondaryIndexes is empty"). */
function indexed(indexes: Indexes): CfnGlobalTable.GlobalSecondaryIndexProperty[] | undefined {
  const list = Object.entries(indexes).map(([indexName, keys]) => ({
    indexName,
    keySchema: keySchema(keys),
    projection: { projectionType: 'ALL' },
  }));
  return list.length === 0 ? undefined : list;
}

function keySchema([partition, sort]: readonly [string, string?]) {
  const range = sort === undefined ? [] : [{ attributeName: sort, keyType: 'RANGE' }];
  return [{ attributeName: partition, keyType: 'HASH' }, ...range];
}

/**
 * One copy of the table, in the words of the template.
 *
 * @param isProtected when the copy refuses its deletion
 * @param keyArn the key of the copy's region, of the customer key's ARN
 */
function replica(
  { key, tags }: TableDefaults,
  isProtected: CfnCondition,
  region: string,
  keyArn: (customerKey: string) => string,
) {
  return {
    Region: region,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: Fn.conditionIf(isProtected.logicalId, true, false),
    SSESpecification: key.whenGiven((arn) => ({ KMSMasterKeyId: keyArn(arn) })),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}
