import { catalogStackStates, isOfProtectedType, isTier, readStack, STACK } from './catalog-stack-states';
import { guardPolicy, guardPolicyPattern } from './guard-policy';
import { choice, contains, isSet, patience, START_EXECUTION, sdkCall } from './states-language';
import { NOTES_PATH } from './sweep-machine';

const ATTEMPTS = 5;
const Retry = patience(ATTEMPTS);

/** Products that are looked at side by side. */
const AT_ONCE = 2;

/** Name of the note on a product. */
const NOTE = `States.Format('${NOTES_PATH}/{}', $.id)`;

/** Handling of a product that can't be looked at: the others are, and the execution fails in the end. */
const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'It was not looked at' }];

/**
 * State machine that sweeps a page of provisioned products: it starts the guard for each stack that needs it. A stack policy
 * that is missing or that an older guard wrote is set at once. Any other policy, and a termination protection that is missing,
 * was lifted or set by somebody, perhaps for an update that is about to begin: that is noted, and taken back where the sweep
 * before has noted it too.
 *
 * The termination protection of a tier goes with that of its environment, whose end it may have to wait for.
 *
 * @param hubAccount the account whose products are the catalog's
 * @param guard ARN of the guard's machine
 */
export function sweepPageMachine(hubAccount: string, guard: string) {
  return {
    Comment: 'Looks at the protection of some of what was launched from the Bellyfed catalog.',
    StartAt: 'Look at each',
    TimeoutSeconds: 3600,
    States: {
      'Look at each': {
        Type: 'Map',
        ItemsPath: '$.products',
        // Not the list itself, which would stand beside a stack in every state.
        ItemSelector: {
          'id.$': '$$.Map.Item.Value',
          'isNoted.$': 'States.ArrayContains($.noted, $$.Map.Item.Value)',
          adopted: true,
        },
        MaxConcurrency: AT_ONCE,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Find its stack',
          States: productStates(hubAccount, guard),
        },
        ResultPath: '$.looked',
        Next: 'Look at the outcome',
      },
      'Look at the outcome': {
        Type: 'Pass',
        Parameters: { 'missed.$': contains('$.looked[*]', MISSED) },
        Next: 'Was each looked at?',
      },
      'Was each looked at?': choice([{ Variable: '$.missed', BooleanEquals: false }], 'Done', 'Not each was looked at'),
      'Not each was looked at': {
        Type: 'Fail',
        Error: 'Bellyfed.NotSwept',
        Cause: 'Some stacks could not be looked at: the history names them, with what AWS answered.',
      },
      Done: { Type: 'Succeed' },
    },
  };
}

const MISSED = 'missed';

function productStates(hubAccount: string, guard: string) {
  return {
    // The list has no stacks, the search has: of an adopted product what it was imported by.
    // https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionedProductAttribute.html
    'Find its stack': {
      Type: 'Task',
      Resource: sdkCall('servicecatalog', 'searchProvisionedProducts'),
      Parameters: {
        AccessLevelFilter: { Key: 'Account', Value: 'self' },
        Filters: { 'SearchQuery.$': "States.Array(States.Format('id:{}', $.id))" },
      },
      ResultSelector: { 'stacks.$': '$.ProvisionedProducts[*].PhysicalId' },
      ResultPath: '$.found',
      Retry,
      Catch,
      Next: 'Has it a stack?',
    },
    'Has it a stack?': choice(
      [
        { Variable: '$.found.stacks[0]', IsPresent: true },
        { Variable: '$.found.stacks[0]', StringMatches: 'arn:*:cloudformation:*:stack/*' },
      ],
      'Read the stack',
    ),
    'Read the stack': {
      ...readStack('$.found.stacks[0]', ATTEMPTS),
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Is it gone?' }],
    },
    // CloudFormation has no error of its own for a stack that isn't there: its words tell.
    'Is it gone?': choice(
      [{ Variable: '$.error.Cause', StringMatches: '*does not exist*' }],
      'Nothing more to do',
      'It was not looked at',
    ),
    ...catalogStackStates(hubAccount, 'Read its policy'),
    'Read its policy': {
      Type: 'Task',
      Resource: sdkCall('cloudformation', 'getStackPolicy'),
      Parameters: { 'StackName.$': `${STACK}.StackId` },
      ResultPath: '$.policy',
      Retry,
      Catch,
      Next: 'Has it one?',
    },
    'Has it one?': choice([isSet('$.policy.StackPolicyBody')], "Is it the guard's?", 'Have the guard see to it'),
    "Is it the guard's?": {
      Type: 'Choice',
      Choices: [
        { Variable: '$.policy.StackPolicyBody', StringEquals: guardPolicy(), Next: 'Must it not be deleted?' },
        { Variable: '$.policy.StackPolicyBody', StringMatches: guardPolicyPattern(), Next: 'Have the guard see to it' },
      ],
      Default: 'Did the sweep before note it?',
    },
    'Must it not be deleted?': choice(
      [
        isOfProtectedType,
        { Not: isTier },
        {
          Not: {
            And: [
              { Variable: `${STACK}.EnableTerminationProtection`, IsPresent: true },
              { Variable: `${STACK}.EnableTerminationProtection`, BooleanEquals: true },
            ],
          },
        },
      ],
      'Did the sweep before note it?',
    ),
    'Did the sweep before note it?': choice(
      [{ Variable: '$.isNoted', BooleanEquals: true }],
      'Have the guard see to it',
      'Note it',
    ),
    'Note it': {
      Type: 'Task',
      Resource: sdkCall('ssm', 'putParameter'),
      Parameters: {
        'Name.$': NOTE,
        Type: 'String',
        'Value.$': '$.id',
        Description: 'Provisioned product whose protection is lifted: the next sweep of the guard takes that back.',
        Overwrite: true,
      },
      ResultPath: null,
      Retry,
      Catch,
      Next: 'Nothing more to do',
    },
    'Have the guard see to it': {
      Type: 'Task',
      Resource: START_EXECUTION,
      Parameters: {
        StateMachineArn: guard,
        Input: { detail: { 'stack-id.$': `${STACK}.StackId` }, adopted: true },
      },
      ResultPath: null,
      Retry,
      Catch,
      Next: 'Nothing more to do',
    },
    'It was not looked at': { Type: 'Pass', Result: MISSED, End: true },
    'Nothing more to do': { Type: 'Pass', Result: 'looked at', End: true },
  };
}
