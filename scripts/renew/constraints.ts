import { jsonText } from './json-text';

/** Shape of a service's API model, as AWS's SDK for Python carries it (`service-2.json`). */
interface Shape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Of a structure. */
  readonly members?: Readonly<Record<string, ShapeReference>>;
  /** Of a list. */
  readonly member?: ShapeReference;
  /** Of a map. */
  readonly key?: ShapeReference;
  readonly value?: ShapeReference;
}

interface ShapeReference {
  readonly shape: string;
}

/** A service's API model: operations and the shapes that they are made of. */
export interface ApiModel {
  readonly operations: Readonly<Record<string, { readonly input?: ShapeReference }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Demands on a value beyond its type, in alphabetical order. */
type Constraint = Readonly<Record<string, unknown>>;

/** Source of one file of constraints. */
export interface ConstraintSource {
  /** Folder of the model in the SDK's `data`. */
  readonly model: string;
  /** Operations that the sandbox answers; absent: the constraints of all are kept. */
  readonly operations?: readonly string[];
  /** Constraints that the API reference states in its texts and the model doesn't carry, by structure and member. */
  readonly stated?: Readonly<Record<string, Readonly<Record<string, Constraint>>>>;
}

/** Sources of `sandbox/http/protocol/constraints`, by the name that requests to the service are signed for. */
export const CONSTRAINT_SOURCES: Readonly<Record<string, ConstraintSource>> = {
  backup: {
    model: 'backup',
    operations: ['DeleteRecoveryPoint', 'ListRecoveryPointsByBackupVault', 'StartBackupJob'],
  },
  cloudcontrolapi: {
    model: 'cloudcontrol',
    operations: ['DeleteResource', 'GetResource', 'GetResourceRequestStatus', 'ListResources', 'UpdateResource'],
  },
  cloudformation: { model: 'cloudformation' },
  events: {
    model: 'events',
    operations: [
      ...['DeleteRule', 'DescribeRule', 'DisableRule', 'EnableRule', 'ListRules', 'ListTargetsByRule', 'PutEvents'],
      ...['PutRule', 'PutTargets', 'RemoveTargets', 'TestEventPattern'],
    ],
  },
  iam: { model: 'iam' },
  organizations: { model: 'organizations' },
  rds: {
    model: 'rds',
    operations: ['DeleteDBClusterSnapshot', 'DescribeDBClusterSnapshots', 'DescribeDBClusters', 'FailoverDBCluster'],
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusterSnapshots.html, and …DescribeDBClusters
    stated: {
      DescribeDBClusterSnapshotsMessage: { MaxRecords: { max: 100, min: 20 } },
      DescribeDBClustersMessage: { MaxRecords: { max: 100, min: 20 } },
    },
  },
  servicecatalog: { model: 'servicecatalog' },
  servicequotas: {
    model: 'service-quotas',
    operations: ['GetAWSDefaultServiceQuota', 'GetServiceQuota', 'ListServiceQuotas', 'RequestServiceQuotaIncrease'],
  },
  ssm: {
    model: 'ssm',
    operations: [
      ...['AddTagsToResource', 'DeleteParameter', 'DeleteParameters', 'DescribeParameters', 'GetParameter'],
      ...['GetParameterHistory', 'GetParameters', 'GetParametersByPath', 'LabelParameterVersion'],
      ...['ListTagsForResource', 'PutParameter', 'RemoveTagsFromResource'],
    ],
  },
  states: {
    model: 'stepfunctions',
    operations: [
      ...['CreateStateMachine', 'DeleteStateMachine', 'DescribeExecution', 'DescribeStateMachine'],
      ...['GetExecutionHistory', 'ListExecutions', 'ListStateMachines', 'StartExecution', 'StopExecution'],
      ...['UpdateStateMachine', 'ValidateStateMachineDefinition'],
    ],
  },
  sts: { model: 'sts', operations: ['AssumeRole', 'GetCallerIdentity'] },
  tagging: {
    model: 'resourcegroupstaggingapi',
    operations: ['GetResources'],
    // https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
    stated: { GetResourcesInput: { ResourcesPerPage: { max: 100, min: 1 } } },
  },
};

/** Text of one file of constraints: an object a structure that an input can reach, by member. */
export function constraintsText({ operations, shapes }: ApiModel, source: ConstraintSource): string {
  const answered = source.operations ?? Object.keys(operations);
  const reached = new Set<string>();
  for (const name of answered) reach(shapes, operations[name]?.input?.shape, reached);
  const found = [...reached].sort().flatMap((name): [string, Readonly<Record<string, Constraint>>][] => {
    const stated = source.stated?.[name] ?? {};
    const members = Object.entries(shapes[name]?.members ?? {}).flatMap(
      ([member, { shape }]): [string, Constraint][] => {
        const constraint = { ...constraintOf(shapes, shape), ...stated[member] };
        return Object.keys(constraint).length === 0 ? [] : [[member, constraint]];
      },
    );
    return members.length === 0 ? [] : [[name, Object.fromEntries(members.sort(byName))]];
  });
  return jsonText(Object.fromEntries(found));
}

/** Adds every structure that a value of a shape may hold. */
function reach(shapes: ApiModel['shapes'], name: string | undefined, reached: Set<string>): void {
  const shape = name === undefined ? undefined : shapes[name];
  if (name === undefined || shape === undefined || reached.has(name)) return;
  if (shape.type === 'structure') reached.add(name);
  for (const { shape: inner } of Object.values(shape.members ?? {})) reach(shapes, inner, reached);
  reach(shapes, shape.member?.shape, reached);
  reach(shapes, shape.value?.shape, reached);
}

function constraintOf(shapes: ApiModel['shapes'], name: string): Constraint {
  const { type, min, max, pattern, enum: values, member, key, value } = shapes[name] ?? { type: '' };
  if (type === 'structure') return {};
  const inner = (reference: ShapeReference | undefined) => {
    const constraint = reference && constraintOf(shapes, reference.shape);
    return constraint && Object.keys(constraint).length > 0 ? constraint : undefined;
  };
  const all = { enum: values, key: inner(key), max, member: inner(member), min, pattern, value: inner(value) };
  return Object.fromEntries(Object.entries(all).filter(([, part]) => part !== undefined));
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
