import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { launchRoleName } from '../launch-role/launch-role';
import { guardPolicy } from './guard-policy';

/** Environment types whose stacks can't be deleted until somebody lifts that. */
const PROTECTED_TYPES = ['prod'];

/** The tag by which Service Catalog says what a stack was launched from. */
const PRODUCT_TAG = 'aws:servicecatalog:productArn';

/** The tag by which it says who launched it: https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html */
const PRINCIPAL_TAG = 'aws:servicecatalog:provisioningPrincipalArn';

/** Role that launches the tiers of an environment. */
const LAUNCHER = `*role/${launchRoleName('environment')}`;

/** Statuses of a stack that has come to be as somebody wanted it, and wasn't put back. */
const WANTED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/** Retries of a task when AWS doesn't answer: half an hour of patience, at growing intervals. */
const Retry = [
  {
    ErrorEquals: ['States.TaskFailed'],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxDelaySeconds: 300,
    MaxAttempts: 12,
    JitterStrategy: 'FULL',
  },
];

/**
 * The guard's state machine, in the Amazon States Language: it reads the stack that an event tells of and, where the stack
 * is one of the catalog's, sets its stack policy and, for `prod`, its termination protection. Each run sets the same, so
 * that runs may repeat, overlap and come late. A stack that is under way again is left to the run that its end starts: so
 * nothing is set in the middle of an update for which somebody has lifted the policy.
 *
 * A stack policy never stands in the way of a deletion, so it is set at once. Termination protection does: the tiers of an
 * environment get it when the environment itself has come to be as it was wanted, and only those that it has then. Until then
 * its rollback may have to take them back.
 *
 * Ours is what Service Catalog launched from a product of the hub's account, as its tag on the stack says
 * (https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html), with the two parameters that every product
 * of the catalog has. Whether a list holds something is asked before it is searched: what a search without a find gives
 * isn't the same in every implementation of the language.
 *
 * @param hubAccount the account whose products are the catalog's
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function guardMachine(hubAccount: string) {
  return {
    Comment: 'Keeps what was launched from the Bellyfed catalog from losing data.',
    StartAt: 'Read the stack',
    TimeoutSeconds: 3600,
    States: {
      'Read the stack': {
        Type: 'Task',
        Resource: sdkCall('describeStacks'),
        Parameters: { 'StackName.$': "$.detail['stack-id']" },
        ResultSelector: { 'stack.$': '$.Stacks[0]' },
        Retry,
        Next: 'Does the stack rest?',
      },
      'Does the stack rest?': choice(
        [
          { Variable: '$.stack.Tags[0]', IsPresent: true },
          { Variable: '$.stack.Parameters[0]', IsPresent: true },
          { Variable: '$.stack.StackStatus', StringMatches: '*_COMPLETE' },
          { Not: { Variable: '$.stack.StackStatus', StringMatches: 'DELETE_*' } },
        ],
        'Look at its tags and parameters',
      ),
      'Look at its tags and parameters': {
        Type: 'Pass',
        Parameters: {
          'stack.$': '$.stack',
          'isLaunched.$': contains('$.stack.Tags[*].Key', PRODUCT_TAG),
          'hasName.$': contains('$.stack.Parameters[*].ParameterKey', 'EnvironmentName'),
          'hasType.$': contains('$.stack.Parameters[*].ParameterKey', 'EnvironmentType'),
          'hasPrincipal.$': contains('$.stack.Tags[*].Key', PRINCIPAL_TAG),
        },
        Next: 'Is it a part of an environment?',
      },
      'Is it a part of an environment?': choice(
        ['$.isLaunched', '$.hasName', '$.hasType'].map((Variable) => ({ Variable, BooleanEquals: true })),
        'Find its product and type',
      ),
      'Find its product and type': {
        Type: 'Pass',
        Parameters: {
          'id.$': '$.stack.StackId',
          'product.$': `$.stack.Tags[?(@.Key=='${PRODUCT_TAG}')].Value`,
          'type.$': "$.stack.Parameters[?(@.ParameterKey=='EnvironmentType')].ParameterValue",
          'stack.$': '$.stack',
          'hasPrincipal.$': '$.hasPrincipal',
        },
        Next: 'Is it one of ours?',
      },
      'Is it one of ours?': choice(
        [{ Variable: '$.product[0]', StringMatches: `arn:*:catalog:*:${hubAccount}:product/*` }],
        'Set the stack policy',
      ),
      'Set the stack policy': {
        Type: 'Task',
        Resource: sdkCall('setStackPolicy'),
        Parameters: { 'StackName.$': '$.id', StackPolicyBody: guardPolicy() },
        ResultPath: null,
        Retry,
        Next: 'Must it not be deleted?',
      },
      'Must it not be deleted?': choice(
        [{ Or: PROTECTED_TYPES.map((type) => ({ Variable: '$.type[0]', StringEquals: type })) }],
        'Is it known who launched it?',
      ),
      'Is it known who launched it?': choice(
        [{ Variable: '$.hasPrincipal', BooleanEquals: true }],
        'Find who launched it',
        'Protect it from deletion',
      ),
      'Find who launched it': {
        Type: 'Pass',
        Parameters: { 'arn.$': `$.stack.Tags[?(@.Key=='${PRINCIPAL_TAG}')].Value` },
        ResultPath: '$.principal',
        Next: 'Is it a tier of an environment?',
      },
      'Is it a tier of an environment?': choice(
        [{ Or: [LAUNCHER, `${LAUNCHER}/*`].map((role) => ({ Variable: '$.principal.arn[0]', StringMatches: role })) }],
        'Nothing more to do',
        'Protect it from deletion',
      ),
      'Protect it from deletion': {
        Type: 'Task',
        Resource: sdkCall('updateTerminationProtection'),
        Parameters: { 'StackName.$': '$.id', EnableTerminationProtection: true },
        ResultPath: null,
        Retry,
        Next: 'Is it as it was wanted?',
      },
      'Is it as it was wanted?': choice(
        [{ Or: WANTED.map((status) => ({ Variable: '$.stack.StackStatus', StringEquals: status })) }],
        'Look at its resources',
      ),
      'Look at its resources': {
        Type: 'Task',
        Resource: sdkCall('describeStackResources'),
        Parameters: { 'StackName.$': '$.id' },
        ResultSelector: {
          'all.$': '$.StackResources',
          'hasTiers.$': contains('$.StackResources[*].ResourceType', LAUNCHED_PRODUCT),
        },
        ResultPath: '$.resources',
        Retry,
        Next: 'Has it launched tiers?',
      },
      'Has it launched tiers?': choice([{ Variable: '$.resources.hasTiers', BooleanEquals: true }], 'Find its tiers'),
      'Find its tiers': {
        Type: 'Pass',
        Parameters: {
          'id.$': '$.id',
          'tiers.$': `$.resources.all[?(@.ResourceType=='${LAUNCHED_PRODUCT}')].PhysicalResourceId`,
        },
        Next: 'Protect its tiers',
      },
      'Protect its tiers': {
        Type: 'Map',
        ItemsPath: '$.tiers',
        ItemSelector: {
          'StackName.$':
            "States.Format('SC-{}-{}', States.ArrayGetItem(States.StringSplit($.id, ':'), 4), $$.Map.Item.Value)",
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Protect the tier',
          States: {
            'Protect the tier': {
              Type: 'Task',
              Resource: sdkCall('updateTerminationProtection'),
              Parameters: { 'StackName.$': '$.StackName', EnableTerminationProtection: true },
              ResultPath: null,
              Retry,
              End: true,
            },
          },
        },
        ResultPath: null,
        End: true,
      },
      'Nothing more to do': { Type: 'Succeed' },
    },
  };
}

/** Goes on to `Next` where all of the conditions hold, and otherwise ends, or goes on elsewhere. */
function choice(And: readonly object[], Next: string, Default = 'Nothing more to do') {
  return { Type: 'Choice', Choices: [{ And, Next }], Default };
}

function contains(list: string, text: string): string {
  return `States.ArrayContains(${list}, '${text}')`;
}

function sdkCall(operation: string): string {
  return `arn:aws:states:::aws-sdk:cloudformation:${operation}`;
}
