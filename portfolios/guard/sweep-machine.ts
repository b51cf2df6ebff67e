import { choice, isSet, patience, START_EXECUTION, sdkCall } from './states-language';

/** Retries of the sweep's tasks: a minute of patience, since the next sweep comes soon. */
const Retry = patience(5);

/** Provisioned products that AWS lists at once: https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ScanProvisionedProducts.html */
export const PAGE_SIZE = 20;

/** Everything in the account and region, whoever launched or adopted it. */
const everything = { AccessLevelFilter: { Key: 'Account', Value: 'self' }, PageSize: PAGE_SIZE };

/** Path of the parameters in which a sweep notes what it saw lifted, for the next one: one for each product, its id as the value. */
export const NOTES_PATH = '/bellyfed/catalog/guard/lifted';

/** Condition that the page of notes that was read has one. */
const hasNotes = [{ Variable: '$.notes.Parameters[0]', IsPresent: true }];

/**
 * State machine of the guard's sweep: it takes up the notes of the sweep before it, lists the provisioned products of the
 * account and region, and starts one execution for each page of them, with the notes. So no execution grows with the number
 * of products but this one, by 20 events a page.
 *
 * The notes are deleted when they are read: what is noted in the end is what this sweep saw, and "seen by two sweeps in a
 * row" is just that. Should a sweep end in between, the next but one takes back what this one would have.
 *
 * @param pageMachine ARN of the machine that sees to a page
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export function sweepMachine(pageMachine: string) {
  return {
    Comment: 'Looks at the protection of everything that was launched from the Bellyfed catalog.',
    StartAt: 'Begin',
    TimeoutSeconds: 3600,
    States: {
      // A list with something in it, so that searching it is the same in every implementation.
      Begin: { Type: 'Pass', Result: { noted: ['none'] }, Next: 'Read the notes' },
      'Read the notes': readNotes({}),
      'Are there notes?': choice(hasNotes, 'Take them up', 'Are there more notes?'),
      'Take them up': {
        Type: 'Pass',
        Parameters: {
          'names.$': '$.notes.Parameters[*].Name',
          'lists.$': 'States.Array($.noted, $.notes.Parameters[*].Value)',
        },
        Next: 'Delete them',
      },
      'Delete them': {
        Type: 'Task',
        Resource: sdkCall('ssm', 'deleteParameters'),
        Parameters: { 'Names.$': '$.names' },
        ResultPath: null,
        Retry,
        Next: 'Add them up',
      },
      'Add them up': { Type: 'Pass', Parameters: { 'noted.$': '$.lists[*][*]' }, Next: 'Read the notes' },
      // AWS may answer an empty page though there are more: API_GetParametersByPath says so of `MaxResults`.
      'Are there more notes?': choice([isSet('$.notes.NextToken')], 'Read on', 'List the first products'),
      'Read on': readNotes({ 'NextToken.$': '$.notes.NextToken' }),
      'List the first products': listProducts({}),
      'Are there products?': choice(
        [{ Variable: '$.page.ProvisionedProducts[0]', IsPresent: true }],
        'Sweep the page',
        'Are there more products?',
      ),
      'Sweep the page': {
        Type: 'Task',
        Resource: START_EXECUTION,
        Parameters: {
          StateMachineArn: pageMachine,
          Input: { 'products.$': '$.page.ProvisionedProducts[*].Id', 'noted.$': '$.noted' },
        },
        ResultPath: null,
        Retry,
        Next: 'Are there more products?',
      },
      'Are there more products?': choice([isSet('$.page.NextPageToken')], 'Let AWS breathe'),
      // CloudFormation throttles by the account: people's own calls come first.
      'Let AWS breathe': { Type: 'Wait', Seconds: 1, Next: 'List more products' },
      'List more products': listProducts({ 'PageToken.$': '$.page.NextPageToken' }),
      'Nothing more to do': { Type: 'Succeed' },
    },
  };
}

function readNotes(more: object) {
  return {
    Type: 'Task',
    Resource: sdkCall('ssm', 'getParametersByPath'),
    Parameters: { Path: NOTES_PATH, MaxResults: 10, ...more },
    ResultPath: '$.notes',
    Retry,
    Next: 'Are there notes?',
  };
}

function listProducts(more: object) {
  return {
    Type: 'Task',
    Resource: sdkCall('servicecatalog', 'scanProvisionedProducts'),
    Parameters: { ...everything, ...more },
    ResultPath: '$.page',
    Retry,
    Next: 'Are there products?',
  };
}
