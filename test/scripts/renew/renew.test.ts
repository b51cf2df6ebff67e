/** Data sets are made anew from their sources: the same source, the same bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceTypeRow } from '../../../catalog/permissions';
import type { RpcService } from '../../../sandbox/kernel/service';
import { cloudControl } from '../../../sandbox/services/cloudcontrol';
import { events } from '../../../sandbox/services/events';
import { rds } from '../../../sandbox/services/rds';
import { serviceQuotas } from '../../../sandbox/services/servicequotas';
import { ssm } from '../../../sandbox/services/ssm';
import { states } from '../../../sandbox/services/states';
import { sts } from '../../../sandbox/services/sts';
import { tagging } from '../../../sandbox/services/tagging';
import { canonicalActions } from '../../../scripts/renew/canonical-actions';
import { type ApiModel, CONSTRAINT_SOURCES, constraintsText } from '../../../scripts/renew/constraints';
import { jsonText } from '../../../scripts/renew/json-text';
import { managedPoliciesText } from '../../../scripts/renew/managed-policies';
import { renewedRows } from '../../../scripts/renew/resource-types';

const ROOT = join(__dirname, '../../..');
const CONSTRAINTS = 'sandbox/http/protocol/constraints';
const dataSets = [
  ...readdirSync(join(ROOT, CONSTRAINTS)).map((file) => join(CONSTRAINTS, file)),
  'sandbox/services/iam/aws-managed-policies.json',
  'catalog/permissions/resource-types.json',
];

it.each(dataSets)('%s is written as the scripts write it', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  expect(jsonText(JSON.parse(text))).toBe(text);
});

describe('constraints', () => {
  const model: ApiModel = {
    operations: { Put: { input: { shape: 'PutRequest' } }, Get: { input: { shape: 'GetRequest' } }, Ping: {} },
    shapes: {
      PutRequest: {
        type: 'structure',
        members: { Tags: { shape: 'Tags' }, Name: { shape: 'Name' }, Any: { shape: 'Any' } },
      },
      GetRequest: { type: 'structure', members: { Limit: { shape: 'Limit' } } },
      Tags: { type: 'list', member: { shape: 'Tag' }, max: 50 },
      Tag: {
        type: 'structure',
        members: { Value: { shape: 'Name' }, Kinds: { shape: 'Kinds' }, Inner: { shape: 'Tags' } },
      },
      Kinds: { type: 'map', key: { shape: 'Kind' }, value: { shape: 'Any' } },
      Kind: { type: 'string', enum: ['ONE', 'TWO'] },
      Name: { type: 'string', min: 1, max: 8, pattern: '[a-z]+' },
      Limit: { type: 'integer', min: 1 },
      Any: { type: 'string' },
    },
  };

  it('are those of every structure that an input can reach, by member', () => {
    expect(constraintsText(model, { model: 'x' })).toBe(`{
  "GetRequest": {
    "Limit": {
      "min": 1
    }
  },
  "PutRequest": {
    "Name": {
      "max": 8,
      "min": 1,
      "pattern": "[a-z]+"
    },
    "Tags": {
      "max": 50
    }
  },
  "Tag": {
    "Inner": {
      "max": 50
    },
    "Kinds": {
      "key": {
        "enum": ["ONE", "TWO"]
      }
    },
    "Value": {
      "max": 8,
      "min": 1,
      "pattern": "[a-z]+"
    }
  }
}
`);
  });

  it('are of the operations that are answered, with what only the reference states', () => {
    const stated = { GetRequest: { Limit: { max: 100 } } };
    expect(JSON.parse(constraintsText(model, { model: 'x', operations: ['Get'], stated }))).toEqual({
      GetRequest: { Limit: { min: 1, max: 100 } },
    });
  });

  const services: readonly RpcService[] = [cloudControl, events, rds, serviceQuotas, ssm, states, sts, tagging];
  it.each(services.map((service) => [service.signingName, service] as const))(
    'of %s are those of every operation that the sandbox answers',
    (name, { operations }) => {
      expect([...(CONSTRAINT_SOURCES[name]?.operations ?? [])].sort()).toEqual(Object.keys(operations).sort());
    },
  );
});

it('managed policies are listed by path and name, each once', () => {
  const policy = (name: string) => ({ arn: `arn:aws:iam::aws:policy/${name}` });
  expect(managedPoliciesText({ B: policy('B'), A: policy('service-role/A'), C: policy('B') })).toBe(
    '["B", "service-role/A"]\n',
  );
});

describe('the rows of resource types', () => {
  const row: ResourceTypeRow = {
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html',
    create: ['sns:CreateTopic'],
    read: ['sns:GetTopicAttributes'],
    update: [],
    delete: ['sns:DeleteTopic', 'sns:Unsubscribe'],
    tag: [],
    conditional: [{ when: ['KmsMasterKeyId'], create: ['kms:Decrypt'] }],
    omitted: { 'sns:ListTopics': 'Only the list handler asks for it.' },
  };
  const schema = {
    typeName: 'AWS::SNS::Topic',
    handlers: {
      create: { permissions: ['SNS:createTopic', 'kms:Decrypt', 'iam:PassRole', 'sns:Subscribe'] },
      read: { permissions: ['sns:GetTopic*', 'sns:ListTopics'] },
      delete: { permissions: ['sns:DeleteTopic'] },
    },
  };

  it('get what a schema asks for beyond them; what they tell apart, spell out or leave out stays so', async () => {
    const { text, notes } = renewedRows({ 'AWS::SNS::Topic': row }, [schema], await canonicalActions([schema]));
    expect(JSON.parse(text)).toEqual({
      'AWS::SNS::Topic': { ...row, create: ['sns:CreateTopic', 'sns:Subscribe'] },
    });
    expect(notes).toEqual([
      'AWS::SNS::Topic: create asks for sns:Subscribe: added',
      'AWS::SNS::Topic: delete no longer asks for sns:Unsubscribe: kept',
    ]);
  });

  it('keep what has a source of its own, which stands for nothing that a schema asks for', async () => {
    const source = 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html';
    const sourced = { ...row, caller: [{ source, create: ['sns:Subscribe'] }], unscoped: [{ source, actions: [] }] };
    const { text } = renewedRows({ 'AWS::SNS::Topic': sourced }, [schema], await canonicalActions([schema]));
    expect(JSON.parse(text)).toEqual({
      'AWS::SNS::Topic': { ...sourced, create: ['sns:CreateTopic', 'sns:Subscribe'] },
    });
  });

  it('stay as they are where there is no schema, or one without handlers', async () => {
    const rows = { 'AWS::SNS::Topic': row };
    for (const schemas of [[], [{ typeName: 'AWS::SNS::Topic' }]]) {
      expect(renewedRows(rows, schemas, await canonicalActions(schemas))).toEqual({ text: jsonText(rows), notes: [] });
    }
  });
});
