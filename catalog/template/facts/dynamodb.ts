import type { Fact } from './fact';
import { HANDLERS, holdsData, NO_INTERRUPTION, pageOf, REPLACEMENT, SOME_INTERRUPTIONS, updates } from './families';
import { backupSwitch, copies } from './losses';
import { neverEmpty, oneAtATime, refusedWhile } from './refusals';
import { all, changes, goesProtected, hadSeveral } from './resource-conditions';
import { is } from './values-conditions';

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
  copies({
    ...{ type: GLOBAL, property: 'Replicas', key: 'Region', thing: 'copy of the table in' },
    page: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteReplicationGroupMemberAction.html',
  }),
  ...[
    { type: TABLE, property: 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled' },
    { type: GLOBAL, property: 'Replicas.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled' },
  ].map((about) =>
    backupSwitch({
      ...about,
      page: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html',
    }),
  ),
  {
    type: GLOBAL,
    on: 'update',
    property: 'Replicas',
    effect: 'alone',
    key: 'Region',
    words:
      "If you add or delete a replica during an update, we recommend that you don't update any other resources. If your stack fails to update and is rolled back while adding a new replica, you might need to manually delete the replica.",
    page: pageOf(GLOBAL),
    readers: ['upgrades'],
  },
  refusedWhile(
    {
      type: GLOBAL,
      property: 'Replicas',
      words: PROTECTED,
      page: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection',
    },
    goesProtected('Replicas', 'Region', 'DeletionProtectionEnabled'),
    'DynamoDB deletes no copy that is protected: lift its protection in an update before.',
  ),
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
