import { isObject, type Json, type JsonObject, own, type Template } from '../../../catalog/template';
import { docs, type Fault, idsOf, written } from './fault';

const isConditional = (value: Json | undefined) => written(value).startsWith('{"Fn::If"');

/** Objects of a list that stand there without a condition. */
function listed(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A container's image as a form may name it with a registry, or without. */
const HAS_REGISTRY = /^[^/]+\.[^/]+\//;

/** Faults of what runs: applications, functions, queues and search nodes. */
export const workloadFaults = {
  accountOnApiPermission: {
    says: 'API Gateway is let in on condition of an account that nobody says it sends: every call would fail',
    page: 'https://github.com/hashicorp/terraform/issues/17166',
    find: (template) =>
      idsOf(
        template,
        ['AWS::Lambda::Permission'],
        ({ properties }) =>
          properties.Principal === 'apigateway.amazonaws.com' && properties.SourceAccount !== undefined,
      ),
  },
  shellThatOpensNoTask: {
    says: 'opening tasks to a shell starts no new ones, and running ones can’t be opened',
    page: docs('AmazonECS/latest/developerguide/ecs-exec.html'),
    find: (template) =>
      idsOf(template, ['AWS::ECS::Service'], ({ properties }) => {
        const [condition] = /"Fn::If":\["([^"]+)"/.exec(written(properties.EnableExecuteCommand))?.slice(1) ?? [];
        const task = /"Ref":"([^"]+)"/.exec(written(properties.TaskDefinition))?.[1] ?? '';
        return (
          condition !== undefined && !written(own(template.Resources, task)?.Properties).includes(`"${condition}"`)
        );
      }),
  },
  queueThatKeepsItsOwnKey: {
    says: 'a queue that gets a customer key leaves SQS’s own encryption on, of which SQS takes only one',
    page: docs('AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html'),
    find: (template) =>
      idsOf(template, ['AWS::SQS::Queue'], ({ properties: { KmsMasterKeyId, SqsManagedSseEnabled } }) => {
        const hasNone = written(SqsManagedSseEnabled).includes('AWS::NoValue');
        return isConditional(KmsMasterKeyId) && hasNone;
      }),
  },
  entriesWithinEntries: {
    says: 'a function whose log is JSON writes JSON as text into it: no filter sees a level or a field',
    page: docs('lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html'),
    find: (template) =>
      idsOf(
        template,
        ['AWS::Lambda::Function'],
        ({ properties: { LoggingConfig, Code } }) =>
          written(LoggingConfig).includes('"LogFormat":"JSON"') &&
          /console\.\w+\(JSON\.stringify\(/.test(written(Code)),
      ),
  },
  variablesWithoutKey: {
    says: 'variables of functions aren’t encrypted with the customer key, where there is one',
    page: docs('lambda/latest/dg/configuration-envvars-encryption.html'),
    find: (template) =>
      template.Parameters?.CustomerKey === undefined
        ? []
        : idsOf(template, ['AWS::Lambda::Function'], ({ properties }) => properties.KmsKeyArn === undefined),
  },
  oneDirectoryForAnyNumber: {
    says: 'nodes of search keep their directory when their number changes, and drop what a new cluster writes',
    page: 'https://typesense.org/docs/guide/high-availability.html',
    find: (template) =>
      idsOf(template, ['AWS::ECS::TaskDefinition'], ({ properties }) =>
        listed(properties.ContainerDefinitions).some(({ Environment }) =>
          listed(Environment).some(
            ({ Name, Value }) => Name === 'TYPESENSE_DATA_DIR' && typeof Value === 'string' && !/-\d+$/.test(Value),
          ),
        ),
      ),
  },
  killedWhileItLoads: {
    says: 'a container that loads for long is killed before it is done, for ever: its health check asks for readiness',
    page: docs('AmazonECS/latest/APIReference/API_HealthCheck.html'),
    find: (template) =>
      idsOf(template, ['AWS::ECS::TaskDefinition'], ({ properties }) =>
        listed(properties.ContainerDefinitions).some(({ HealthCheck }) => {
          const command = written(HealthCheck);
          return command.includes('GET /health ') && !command.includes('HTTP/*)');
        }),
      ),
  },
  imageOfDockerHub: {
    says: 'every start pulls from Docker Hub, which limits how often one address may',
    page: 'https://repost.aws/knowledge-center/ecs-pull-container-error-rate-limit',
    find: ({ Parameters = {} }: Template) =>
      Object.entries(Parameters)
        .filter(([name, { Default }]) => /Image$/.test(name) && typeof Default === 'string' && Default !== '')
        .filter(
          ([, { Default }]) => !HAS_REGISTRY.test(String(Default)) && !String(Default).startsWith('aws/codebuild/'),
        )
        .map(([name]) => name)
        .sort(),
  },
  headerThatIsRefused: {
    says: 'a header may hold characters that a load balancer answers with "contains invalid characters"',
    page: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4097',
    find: ({ Parameters = {} }: Template) =>
      Object.entries(Parameters)
        .filter(
          ([name, { AllowedPattern: pattern }]) =>
            /SecurityPolicy$/.test(name) && pattern !== undefined && new RegExp(pattern).test('a"<>'),
        )
        .map(([name]) => name)
        .sort(),
  },
} satisfies Readonly<Record<string, Fault>>;
