import { guardPolicy } from './guard-policy';

/** Environment types whose stacks can't be deleted until somebody lifts that. */
const PROTECTED_TYPES = ['prod'];

/** The tag by which Service Catalog says what a stack was launched from. */
const PRODUCT_TAG = 'aws:servicecatalog:productArn';

/** What a task does when AWS doesn't answer: half an hour of patience, at growing intervals. */
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
        'Protect it from deletion',
      ),
      'Protect it from deletion': {
        Type: 'Task',
        Resource: sdkCall('updateTerminationProtection'),
        Parameters: { 'StackName.$': '$.id', EnableTerminationProtection: true },
        ResultPath: null,
        Retry,
        End: true,
      },
      'Nothing more to do': { Type: 'Succeed' },
    },
  };
}

/** Goes on to `Next` where all of the conditions hold, and ends otherwise. */
function choice(And: readonly object[], Next: string) {
  return { Type: 'Choice', Choices: [{ And, Next }], Default: 'Nothing more to do' };
}

function contains(list: string, text: string): string {
  return `States.ArrayContains(${list}, '${text}')`;
}

function sdkCall(operation: string): string {
  return `arn:aws:states:::aws-sdk:cloudformation:${operation}`;
}
