import type { Fact } from './fact';
import { holdsData, pageOf, UPDATES, updates } from './families';
import { added } from './values-conditions';

/** Facts about Amazon Keyspaces. */
export const cassandra: readonly Fact[] = [
  ...holdsData('database', 'AWS::Cassandra::Keyspace'),
  ...holdsData('table', 'AWS::Cassandra::Table'),
  {
    type: 'AWS::Cassandra::Table',
    on: 'update',
    property: 'RegularColumns',
    when: added,
    effect: 'none',
    words: 'You can add regular columns to existing tables by adding them to the template.',
    page: pageOf('AWS::Cassandra::Table'),
    readers: UPDATES,
  },
  ...updates('AWS::Cassandra::Table', 'replacement', ['RegularColumns']).map((fact) => ({
    ...fact,
    elementsBy: 'ColumnName',
  })),
];
