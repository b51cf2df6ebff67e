import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { catalogStackStates, isOfProtectedType, isTier, readStack, STACK } from './catalog-stack-states';
import { guardPolicy } from './guard-policy';
import { choice, contains, patience, sdkCall } from './states-language';

/** Retries of the guard's tasks: half an hour, since nothing else protects the stack before the next sweep. */
const ATTEMPTS = 12;
const Retry = patience(ATTEMPTS);

/** Statuses of a stack that has come to be as somebody wanted it, and wasn't put back. */
const WANTED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/** Input of the guard: the stack that it is to see to. */
export interface GuardInput {
  /** As in CloudFormation's event of a stack's status. */
  readonly detail: { readonly 'stack-id': string };
  /** Whether Service Catalog is known to have it, though it may have no tag of it yet. @default false */
  readonly adopted?: boolean;
}

/**
 * The guard's state machine, in the Amazon States Language: it reads the stack that its input names and, where the stack
 * is one of the catalog's, sets its stack policy and, for `prod`, its termination protection. Each run sets the same, so
 * that runs may repeat, overlap and come late. A stack that is under way again is left to the run that its end starts: so
 * nothing is set in the middle of an update for which somebody has lifted the policy.
 *
 * A stack policy never stands in the way of a deletion, so it is set at once. Termination protection does: the tiers of an
 * environment get it when the environment itself has come to be as it was wanted, and only those that it has then. Until then
 * its rollback may have to take them back.
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
      'Read the stack': readStack("$.detail['stack-id']", ATTEMPTS),
      ...catalogStackStates(hubAccount, 'Set the stack policy'),
      'Set the stack policy': {
        Type: 'Task',
        Resource: sdkCall('cloudformation', 'setStackPolicy'),
        Parameters: { 'StackName.$': `${STACK}.StackId`, StackPolicyBody: guardPolicy() },
        ResultPath: null,
        Retry,
        Next: 'Must it not be deleted?',
      },
      'Must it not be deleted?': choice([isOfProtectedType], 'Is it a tier of an environment?'),
      'Is it a tier of an environment?': choice([isTier], 'Nothing more to do', 'Protect it from deletion'),
      'Protect it from deletion': {
        Type: 'Task',
        Resource: sdkCall('cloudformation', 'updateTerminationProtection'),
        Parameters: { 'StackName.$': `${STACK}.StackId`, EnableTerminationProtection: true },
        ResultPath: null,
        Retry,
        Next: 'Is it as it was wanted?',
      },
      'Is it as it was wanted?': choice(
        [{ Or: WANTED.map((status) => ({ Variable: `${STACK}.StackStatus`, StringEquals: status })) }],
        'Look at its resources',
      ),
      'Look at its resources': {
        Type: 'Task',
        Resource: sdkCall('cloudformation', 'describeStackResources'),
        Parameters: { 'StackName.$': `${STACK}.StackId` },
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
          'id.$': `${STACK}.StackId`,
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
              Resource: sdkCall('cloudformation', 'updateTerminationProtection'),
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
