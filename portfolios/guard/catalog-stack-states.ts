import { EXPORT_PREFIX } from '../../catalog/product';
import { launchRoleName } from '../launch-role/launch-role';
import { choice, contains, isSet, patience, sdkCall } from './states-language';

/** Path of the stack that the states have read. */
export const STACK = '$.read.Stacks[0]';

/** The tag by which Service Catalog says what a stack was launched from. */
const PRODUCT_TAG = 'aws:servicecatalog:productArn';

/** The tag by which it says who launched it: https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html */
const PRINCIPAL_TAG = 'aws:servicecatalog:provisioningPrincipalArn';

/** Role that launches the tiers of an environment. */
const LAUNCHER = `*role/${launchRoleName('environment')}`;

/** Environment types whose stacks can't be deleted until somebody lifts that. */
const PROTECTED_TYPES = ['prod'];

/** Condition that the stack is of a type that is protected from deletion. */
export const isOfProtectedType = {
  Or: PROTECTED_TYPES.map((type) => ({ Variable: '$.type.values[0]', StringEquals: type })),
};

/** Condition that an environment launched the stack: it is a tier. */
export const isTier = {
  And: [
    { Variable: '$.principal.values[0]', IsPresent: true },
    { Or: [LAUNCHER, `${LAUNCHER}/*`].map((StringMatches) => ({ Variable: '$.principal.values[0]', StringMatches })) },
  ],
};

/**
 * States that find out whether the stack that was read rests and is one of the catalog's, and that go on then, with its
 * `EnvironmentType` in `$.type` and, where it is known, its launcher in `$.principal`.
 *
 * Ours is what Service Catalog launched from a product of the hub's account, as its tag on the stack says
 * (https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html), with the two parameters that every product
 * of the catalog has. A stack that was adopted has no such tag before its first update; where the input says that Service
 * Catalog has it (`adopted`), the exports of the contract tell whose it is.
 *
 * @param hubAccount the account whose products are the catalog's
 * @param next state that they go on with
 */
export function catalogStackStates(hubAccount: string, next: string) {
  const Parameters = `${STACK}.Parameters`;
  const Tags = `${STACK}.Tags`;
  const Outputs = `${STACK}.Outputs`;
  return {
    'Does the stack rest?': choice(
      [
        { Variable: `${Parameters}[0]`, IsPresent: true },
        { Variable: `${STACK}.StackStatus`, StringMatches: '*_COMPLETE' },
        { Not: { Variable: `${STACK}.StackStatus`, StringMatches: 'DELETE_*' } },
      ],
      'Look at its parameters',
    ),
    'Look at its parameters': {
      Type: 'Pass',
      Parameters: {
        'name.$': contains(`${Parameters}[*].ParameterKey`, 'EnvironmentName'),
        'type.$': contains(`${Parameters}[*].ParameterKey`, 'EnvironmentType'),
      },
      ResultPath: '$.has',
      Next: 'Is it a part of an environment?',
    },
    'Is it a part of an environment?': choice(
      ['$.has.name', '$.has.type'].map((Variable) => ({ Variable, BooleanEquals: true })),
      'Find its type',
    ),
    'Find its type': {
      Type: 'Pass',
      Parameters: { 'values.$': `${Parameters}[?(@.ParameterKey=='EnvironmentType')].ParameterValue` },
      ResultPath: '$.type',
      Next: 'Has it tags?',
    },
    'Has it tags?': choice([{ Variable: `${Tags}[0]`, IsPresent: true }], 'Look at its tags', 'Is it adopted?'),
    'Look at its tags': {
      Type: 'Pass',
      Parameters: {
        'product.$': contains(`${Tags}[*].Key`, PRODUCT_TAG),
        'principal.$': contains(`${Tags}[*].Key`, PRINCIPAL_TAG),
      },
      ResultPath: '$.tagged',
      Next: 'Was it launched?',
    },
    'Was it launched?': choice(
      [{ Variable: '$.tagged.product', BooleanEquals: true }],
      'Find its product',
      'Is it adopted?',
    ),
    'Find its product': {
      Type: 'Pass',
      Parameters: { 'values.$': `${Tags}[?(@.Key=='${PRODUCT_TAG}')].Value` },
      ResultPath: '$.product',
      Next: 'Is it one of ours?',
    },
    'Is it one of ours?': choice(
      [{ Variable: '$.product.values[0]', StringMatches: `arn:*:catalog:*:${hubAccount}:product/*` }],
      'Is it known who launched it?',
    ),
    'Is it known who launched it?': choice(
      [{ Variable: '$.tagged.principal', BooleanEquals: true }],
      'Find who launched it',
      next,
    ),
    'Find who launched it': {
      Type: 'Pass',
      Parameters: { 'values.$': `${Tags}[?(@.Key=='${PRINCIPAL_TAG}')].Value` },
      ResultPath: '$.principal',
      Next: next,
    },
    'Is it adopted?': choice(
      [
        isSet('$.adopted'),
        { Variable: '$.adopted', BooleanEquals: true },
        { Variable: `${Outputs}[0]`, IsPresent: true },
      ],
      'Look at its exports',
    ),
    'Look at its exports': {
      Type: 'Pass',
      Parameters: { 'values.$': `${Outputs}[*].ExportName` },
      ResultPath: '$.exports',
      Next: 'Are they of the contract?',
    },
    'Are they of the contract?': choice(
      [
        { Variable: '$.exports.values[0]', IsPresent: true },
        { Variable: '$.exports.values[0]', StringMatches: `${EXPORT_PREFIX}*` },
      ],
      next,
    ),
  };
}

/** Task that reads a stack into `$.read`. */
export function readStack(id: string, attempts: number) {
  return {
    Type: 'Task',
    Resource: sdkCall('cloudformation', 'describeStacks'),
    Parameters: { 'StackName.$': id },
    ResultPath: '$.read',
    Retry: patience(attempts),
    Next: 'Does the stack rest?',
  };
}
