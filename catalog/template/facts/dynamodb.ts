import { all, changes, hadSeveral, is, leaves, loses } from './conditions';
import type { Fact } from './fact';
import {
  cuts,
  HANDLERS,
  holdsData,
  NO_INTERRUPTION,
  pageOf,
  REPLACEMENT,
  SOME_INTERRUPTIONS,
  updates,
} from './families';
import { neverEmpty, oneAtATime, refusedWhile } from './refusals';

const TABLE = 'AWS::DynamoDB::Table';
const GLOBAL = 'AWS::DynamoDB::GlobalTable';

/** An index comes or goes; its keys and its projection stay. */
const INDEXES = {
  page: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexUpdate.html',
};

/** Words of the answer to a deletion of a table that is protected. */
const PROTECTED =
  'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.';

/** Facts about Amazon DynamoDB. */
export const dynamodb: readonly Fact[] = [
  ...holdsData('table', GLOBAL, TABLE),
  ...[TABLE, GLOBAL].flatMap((type): Fact[] => [
    ...updates(type, 'none', ['GlobalSecondaryIndexes'], { words: NO_INTERRUPTION }).map((fact) => ({
      ...fact,
      elementsBy: 'IndexName',
    })),
    ...updates(type, 'refused', ['GlobalSecondaryIndexes.KeySchema', 'GlobalSecondaryIndexes.Projection'], INDEXES),
    {
      type,
      on: 'update',
      effect: 'new attribute',
      attribute: 'StreamArn',
      property: 'StreamSpecification',
      page: pageOf(type),
      readers: ['comparison'],
    },
  ]),
  ...updates(TABLE, 'interruption', ['AttributeDefinitions'], { words: SOME_INTERRUPTIONS }).map((fact) => ({
    ...fact,
    elementsBy: 'AttributeName',
  })),
  ...updates(TABLE, 'replacement', ['AttributeDefinitions.AttributeType'], {
    words: 'Replacement if you edit an existing AttributeDefinition.',
  }),
  ...updates(GLOBAL, 'none', ['AttributeDefinitions'], { words: NO_INTERRUPTION }).map((fact) => ({
    ...fact,
    elementsBy: 'AttributeName',
  })),
  ...updates(GLOBAL, 'refused', ['AttributeDefinitions.AttributeType']),
  ...updates(TABLE, 'replacement', ['LocalSecondaryIndexes']),
  ...updates(GLOBAL, 'replacement', ['LocalSecondaryIndexes'], { words: REPLACEMENT }),
  ...updates(TABLE, 'interruption', ['SSESpecification'], { words: SOME_INTERRUPTIONS }),
  ...updates(GLOBAL, 'interruption', ['SSESpecification']),
  cuts(GLOBAL, 'Replicas', loses('Region'), 'the replica of a region, and what only its readers there can reach'),
  cuts(TABLE, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', leaves(true), 'what could be restored'),
  cuts(
    GLOBAL,
    'Replicas.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
    leaves(true),
    'what could be restored',
  ),
  refusedWhile(
    {
      type: GLOBAL,
      property: 'StreamSpecification',
      words: 'You can only change the streams settings if your global table has only one replica.',
      page: pageOf(GLOBAL),
    },
    all(changes('StreamSpecification'), hadSeveral('Replicas')),
    'AWS refuses to change the stream of a global table with more than one replica.',
  ),
  // Whether the handler of GlobalTable drops an empty list before it calls, no page says.
  neverEmpty({
    type: TABLE,
    property: 'GlobalSecondaryIndexes',
    // The answer of CreateTable: https://github.com/Cimpress-MCP/LambdaWrap/pull/33
    words: 'One or more parameter values were invalid: List of GlobalSecondaryIndexes is empty',
    page: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
  }),
  oneAtATime({
    type: TABLE,
    property: 'GlobalSecondaryIndexes',
    key: 'IndexName',
    thing: 'global secondary index',
    words: 'You can create or delete only one global secondary index per UpdateTable operation.',
    page: pageOf(TABLE),
  }),
  oneAtATime({
    type: GLOBAL,
    property: 'GlobalSecondaryIndexes',
    key: 'IndexName',
    thing: 'global secondary index',
    words: 'You can only create or delete one global secondary index in a single stack operation.',
    page: pageOf(GLOBAL),
  }),
  oneAtATime({
    type: GLOBAL,
    property: 'Replicas',
    key: 'Region',
    thing: 'replica',
    words:
      'You can add or remove replicas after table creation, but you can only add or remove a single replica in each update.',
    page: pageOf(GLOBAL),
  }),
  {
    type: GLOBAL,
    on: 'deletion',
    property: 'Replicas.DeletionProtectionEnabled',
    when: is(true),
    effect: 'refused',
    lift: false,
    words: PROTECTED,
    page: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection',
    readers: [...HANDLERS, 'purge'],
  },
  {
    type: TABLE,
    on: 'deletion',
    property: 'DeletionProtectionEnabled',
    when: is(true),
    effect: 'refused',
    lift: false,
    words: PROTECTED,
    page: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection',
    readers: [...HANDLERS, 'purge'],
  },
];
