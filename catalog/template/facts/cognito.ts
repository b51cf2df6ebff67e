import { added, hasPart, is } from './conditions';
import type { Fact } from './fact';
import { HANDLERS, holdsData, pageOf, reference, UPDATES, updates } from './families';

const SCHEMA = reference('aws-properties-cognito-userpool-schemaattribute');

/** Facts about Amazon Cognito. */
export const cognito: readonly Fact[] = [
  ...holdsData('user pool', 'AWS::Cognito::UserPool'),
  // How people sign in is fixed when the pool is made: the update fails and rolls back.
  ...updates('AWS::Cognito::UserPool', 'refused', ['AliasAttributes', 'UsernameAttributes']),
  ...updates('AWS::Cognito::UserPool', 'refused', ['UsernameConfiguration'], {
    words: 'This configuration is immutable after you set it.',
  }),
  {
    type: 'AWS::Cognito::UserPool',
    on: 'update',
    property: 'Schema',
    when: added,
    effect: 'none',
    page: SCHEMA,
    readers: UPDATES,
  },
  ...updates('AWS::Cognito::UserPool', 'refused', ['Schema'], { page: SCHEMA }),
  {
    type: 'AWS::Cognito::UserPool',
    on: 'deletion',
    property: 'DeletionProtection',
    when: is('ACTIVE'),
    effect: 'refused',
    lift: 'INACTIVE',
    words:
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html',
    readers: [...HANDLERS, 'purge'],
  },
  {
    type: 'AWS::Cognito::UserPool',
    on: 'deletion',
    when: hasPart('AWS::Cognito::UserPoolDomain', 'UserPoolId'),
    effect: 'refused',
    words: 'User pool cannot be deleted. It has a domain configured that should be deleted first.',
    page: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html',
    readers: HANDLERS,
  },
  {
    type: 'AWS::Cognito::UserPoolDomain',
    on: 'creation',
    property: 'Domain',
    within: [],
    effect: 'name taken',
    page: pageOf('AWS::Cognito::UserPoolDomain'),
    readers: ['comparison'],
  },
];
