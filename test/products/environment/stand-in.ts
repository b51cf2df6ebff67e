import { renderProduct } from '../../../catalog/product';
import { parseTemplate, type Template } from '../../../catalog/template';
import { environment } from '../../../products/environment/product';
import type { TierId } from '../../../products/environment/tiers';
import { logicalIds, tierAnswers } from './launch';

/** From which tiers each one imports, as the real ones do. */
const needs: Readonly<Record<TierId, readonly TierId[]>> = {
  network: [],
  data: ['network'],
  app: ['network', 'data'],
  search: ['network', 'data', 'app'],
  observability: ['network', 'data', 'app', 'search'],
};

/** The export of each tier that the others import: one of its contract. */
const marks: Readonly<Record<TierId, string>> = {
  network: 'VpcId',
  data: 'UserPoolId',
  app: 'ApplicationUrl',
  search: 'Endpoint',
  observability: 'AlarmTopicArn',
};

/** Properties of a table by some key: another key replaces it. */
export const keyedTable = (key: string) => ({
  AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
  KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
});

/** Logical id of the one resource of a stand-in, different in each so that a test can make a certain tier fail. */
export const standInResource = (tier: TierId): string => `${logicalIds[tier]}Queue`;

/**
 * A small product in a tier's place: it asks the tier's questions, gives the outputs that the environment shows, and is
 * tied to the other tiers by exports and imports as the real one is. So it can neither be launched before them nor
 * outlive them.
 */
export function standIn(tier: TierId, size = 'first'): Template {
  const questions = Object.keys(tierAnswers(tier, { Image: 'web:1' }) ?? {});
  const parameters = new Set([...questions, 'BaseEnvironment', 'SearchTier']);
  return parseTemplate(
    JSON.stringify({
      Description: `${tier}, ${size}`,
      Parameters: Object.fromEntries([...parameters].map((name) => [name, { Type: 'String', Default: '' }])),
      Conditions: {
        HasBase: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'BaseEnvironment' }, ''] }] },
        HasSearch: { 'Fn::Equals': [{ Ref: 'SearchTier' }, 'yes'] },
      },
      Resources: {
        [standInResource(tier)]: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            Tags: [
              { Key: 'Size', Value: size },
              ...questions.map((name) => ({ Key: name, Value: { Ref: name } })),
              ...needs[tier].map((other) => ({ Key: `After ${other}`, Value: read(other) })),
            ],
          },
        },
      },
      Outputs: {
        ...Object.fromEntries(shownOf(tier).map((name) => [name, { Value: `the ${name} of ${tier}` }])),
        Mark: { Value: 'here', Export: { Name: { 'Fn::Sub': exported(tier, marks[tier]) } } },
        DomainName: { Value: 'example.com', Export: { Name: { 'Fn::Sub': exported(tier, 'DomainName') } } },
        Type: {
          Value: { Ref: 'EnvironmentType' },
          Export: { Name: { 'Fn::Sub': exported(tier, `Is-\${EnvironmentType}`) } },
        },
      },
    }),
  );
}

/** The outputs of a tier that the environment shows. */
function shownOf(tier: TierId): string[] {
  const text = renderProduct(environment);
  const found = text.matchAll(/"Fn::GetAtt": \[\s*"(\w+)",\s*"Outputs\.(\w+)"/g);
  return [...found].filter(([, id]) => id === logicalIds[tier]).map(([, , output = '']) => output);
}

function exported(tier: TierId, output: string): string {
  return `bellyfed:\${EnvironmentName}:${tier}:${output}`;
}

/** Another tier's export: of the base, where network and data are its own; of search, only where there is one. */
function read(tier: TierId) {
  const own = { 'Fn::ImportValue': { 'Fn::Sub': exported(tier, marks[tier]) } };
  const based = { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${BaseEnvironment}:${tier}:${marks[tier]}` } };
  if (tier === 'search') return { 'Fn::If': ['HasSearch', own, 'none'] };
  return tier === 'app' ? own : { 'Fn::If': ['HasBase', based, own] };
}
