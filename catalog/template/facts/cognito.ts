import { own } from '../json';
import { hasPart } from './deletion-conditions';
import type { Fact, ResourceCondition } from './fact';
import { HANDLERS, holdsData, pageOf, reference, UPDATES, updates } from './families';
import { refusedWhile } from './refusals';
import { all, whileIsnt } from './resource-conditions';
import { added, is } from './values-conditions';

const SCHEMA = reference('aws-properties-cognito-userpool-schemaattribute');

/** SMS is no longer among the factors. */
const dropsSms: ResourceCondition = {
  looksAt: 'resource',
  says: 'SMS_MFA is no longer among EnabledMfas',
  holds: (then, now) => {
    const [before, after] = [then, now].map(({ properties }) => own(properties, 'EnabledMfas'));
    const hasSms = (factors: typeof before) => Array.isArray(factors) && factors.includes('SMS_MFA');
    return hasSms(before) && !hasSms(after);
  },
};

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
  refusedWhile(
    {
      type: 'AWS::Cognito::UserPool',
      property: 'EnabledMfas',
      words: 'After you enable SMS_MFA, you can only disable it by setting MfaConfiguration to OFF.',
      page: pageOf('AWS::Cognito::UserPool'),
    },
    all(dropsSms, whileIsnt('MfaConfiguration', 'OFF')),
    'AWS refuses to take SMS away while factors are asked for: switch MfaConfiguration to OFF.',
  ),
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
