import type { Json, JsonObject } from '../../template';
import {
  type Charge,
  type CostRow,
  type CostScene,
  listed,
  MONTH_HOURS,
  numeric,
  referred,
  structure,
  type Unpriced,
} from '../cost-row';
import type { PriceKey } from '../priced-items';
import { runsInMonth } from '../runs-in-month';

const FARGATE = 'https://aws.amazon.com/fargate/pricing/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';

/** Storage that every Fargate task has without a charge, GB. */
const FREE_STORAGE = 20;

/** Time that a scheduled run of a function is taken to last, seconds. */
const RUN_SECONDS = 1;

/** Costs of what computes: containers, functions, builds, and what starts them. */
export const computeRows: readonly CostRow[] = [
  {
    type: 'AWS::ECS::Service',
    page: FARGATE,
    standing: (properties, scene) => {
      const count = tasksOf(properties, scene);
      const perTask = taskCharges(properties, scene);
      return perTask.map((charge) => ('unpriced' in charge ? charge : times(charge, count * MONTH_HOURS)));
    },
    usage: (properties) =>
      capacityOf(properties) === 'FARGATE' ? ['fargate-vcpu-hour', 'fargate-gb-hour', 'fargate-storage-gb-hour'] : [],
    assumption:
      'A service runs as many tasks as it wants, at least the least of its scaling; images are pulled once, and no deployment runs tasks twice.',
  },
  {
    type: 'AWS::Lambda::Function',
    page: LAMBDA,
    usage: (properties) => ['function-request', durationOf(properties)],
  },
  {
    type: 'AWS::Scheduler::Schedule',
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    standing: ({ ScheduleExpression: expression = '', State: state, Target: target }, scene) => {
      if (state === 'DISABLED') return [];
      const runs = runsInMonth(String(expression));
      if (runs === undefined) return [{ unpriced: `it is not known how often ${expression} runs` }];
      const called = referred(structure(target).Arn, scene);
      const run = { price: 'schedule-run', quantity: runs } as const;
      if (called?.type !== 'AWS::Lambda::Function') return [run];
      const memory = (numeric(called.properties.MemorySize) ?? 128) / 1024;
      return [
        run,
        { price: 'function-request', quantity: runs },
        { price: durationOf(called.properties), quantity: runs * RUN_SECONDS * memory },
      ];
    },
    assumption: `A scheduled run of a function lasts ${RUN_SECONDS} second.`,
  },
  { type: 'AWS::ECR::Repository', page: 'https://aws.amazon.com/ecr/pricing/', usage: ['image-gb-month'] },
  {
    type: 'AWS::CodeBuild::Project',
    page: 'https://aws.amazon.com/codebuild/pricing/',
    standing: ({ Environment: environment }) => {
      const { ComputeType: size } = structure(environment);
      return buildMinute(size) === undefined ? [{ unpriced: `builds of the size ${size} have no price here` }] : [];
    },
    usage: ({ Environment: environment }) => buildMinute(structure(environment).ComputeType) ?? [],
  },
  {
    type: 'AWS::CodePipeline::Pipeline',
    page: 'https://aws.amazon.com/codepipeline/pricing/',
    standing: ({ PipelineType: kind = 'V1' }) =>
      kind === 'V2' ? [] : [{ unpriced: `pipelines of the type ${kind} have no price here` }],
    usage: ['pipeline-action-minute'],
  },
];

/** Thing that the time of builds is charged by; undefined for a size without a price. */
function buildMinute(size: Json | undefined): readonly PriceKey[] | undefined {
  switch (size) {
    case 'BUILD_GENERAL1_SMALL':
      return ['build-small-minute'];
    case 'BUILD_GENERAL1_MEDIUM':
      return ['build-medium-minute'];
    case 'BUILD_GENERAL1_LARGE':
      return ['build-large-minute'];
    default:
      return undefined;
  }
}

/** Thing that the duration of a function is charged by. */
function durationOf({ Architectures: architectures }: JsonObject): 'function-arm-gb-second' | 'function-gb-second' {
  return listed(architectures)?.includes('arm64') ? 'function-arm-gb-second' : 'function-gb-second';
}

/** Tasks that a service runs while it has nothing to do: those wanted, and at least the least that it scales to. */
function tasksOf({ DesiredCount: wanted }: JsonObject, { id, resources }: CostScene): number {
  const leasts = Object.values(resources).flatMap(({ type, properties }) => {
    if (type !== 'AWS::ApplicationAutoScaling::ScalableTarget') return [];
    const scaled = String(properties.ResourceId).split('/').at(-1)?.split('.')[0];
    return scaled === id ? [numeric(properties.MinCapacity) ?? 0] : [];
  });
  return Math.max(numeric(wanted) ?? 1, ...leasts);
}

/** Charges of one task in an hour. */
function taskCharges(service: JsonObject, scene: CostScene): readonly (Charge | Unpriced)[] {
  const task = referred(service.TaskDefinition, scene)?.properties;
  const cpu = numeric(task?.Cpu);
  const memory = numeric(task?.Memory);
  if (task === undefined || cpu === undefined || memory === undefined) {
    return [{ unpriced: 'the size of its tasks is not known' }];
  }
  const { CpuArchitecture: architecture, OperatingSystemFamily: system = 'LINUX' } = structure(task.RuntimePlatform);
  if (system !== 'LINUX') return [{ unpriced: `tasks on ${system} have no price here` }];
  const capacity = capacityOf(service);
  if (capacity === undefined) return [{ unpriced: 'tasks on instances are charged as the instances' }];
  const storage = (numeric(structure(task.EphemeralStorage).SizeInGiB) ?? FREE_STORAGE) - FREE_STORAGE;
  const network = structure(structure(service.NetworkConfiguration).AwsvpcConfiguration);
  const [vcpuHour, gbHour] =
    capacity === 'FARGATE_SPOT'
      ? (['fargate-spot-vcpu-hour', 'fargate-spot-gb-hour'] as const)
      : architecture === 'ARM64'
        ? (['fargate-arm-vcpu-hour', 'fargate-arm-gb-hour'] as const)
        : (['fargate-vcpu-hour', 'fargate-gb-hour'] as const);
  return [
    { price: vcpuHour, quantity: cpu / 1024 },
    { price: gbHour, quantity: memory / 1024 },
    ...(storage > 0 ? [{ price: 'fargate-storage-gb-hour', quantity: storage } as const] : []),
    ...(network.AssignPublicIp === 'ENABLED' ? [{ price: 'public-address-hour', quantity: 1 } as const] : []),
  ];
}

/** Fargate's capacity that a service's tasks run on; undefined where they run on instances. */
function capacityOf({ LaunchType: kind, CapacityProviderStrategy: strategy }: JsonObject): string | undefined {
  const providers = (listed(strategy) ?? [])
    .map(structure)
    .filter(({ Weight: weight, Base: base }) => (numeric(weight) ?? 1) > 0 || (numeric(base) ?? 0) > 0)
    .map(({ CapacityProvider: provider }: { readonly CapacityProvider?: Json }) => String(provider));
  if (providers.length > 0) {
    if (providers.every((provider) => provider === 'FARGATE_SPOT')) return 'FARGATE_SPOT';
    return providers.every((provider) => provider.startsWith('FARGATE')) ? 'FARGATE' : undefined;
  }
  return kind === 'FARGATE' ? 'FARGATE' : undefined;
}

function times({ price, quantity }: Charge, count: number): Charge {
  return { price, quantity: quantity * count };
}
