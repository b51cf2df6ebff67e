import type { Template, TemplateParameter } from '../../../catalog/template';
import { keyedTable } from '../../products/environment/stand-in';

const environmentName = { Type: 'String', AllowedPattern: '^[a-z][a-z0-9-]*$' };

/** A small network: a queue that stands for it, and the export that others read. */
export function network(more: { readonly delay?: number; readonly exports?: readonly string[] } = {}): Template {
  const { delay = 0, exports = ['VpcId'] } = more;
  return {
    Parameters: { EnvironmentName: environmentName, VpcCidr: { Type: 'String', Default: '10.0.0.0/16' } },
    Resources: {
      NetworkQueue: {
        Type: 'AWS::SQS::Queue',
        Properties: { DelaySeconds: delay, Tags: [{ Key: 'Cidr', Value: { Ref: 'VpcCidr' } }] },
      },
    },
    Outputs: Object.fromEntries(
      exports.map((name) => [
        name,
        { Value: name, Export: { Name: { 'Fn::Sub': `bellyfed:\${EnvironmentName}:network:${name}` } } },
      ]),
    ),
  };
}

/** Differences between versions of the data tier. */
export interface DataVariant {
  /** Hash key of the table: another one replaces it. */
  readonly key?: string;
  readonly delay?: number;
  readonly parameters?: Readonly<Record<string, TemplateParameter>>;
  /** Export of the network that it reads. */
  readonly reads?: string;
  readonly hasTable?: boolean;
}

/** A small data tier: a table, and a queue that depends on it and that a test can make fail. */
export function data({
  key = 'id',
  delay = 0,
  parameters = {},
  reads = 'VpcId',
  hasTable = true,
}: DataVariant = {}): Template {
  return {
    Parameters: { EnvironmentName: environmentName, Owner: { Type: 'String', Default: 'first' }, ...parameters },
    Resources: {
      ...(hasTable && {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: keyedTable(key),
        },
      }),
      DataQueue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          DelaySeconds: delay,
          Tags: [
            { Key: 'Owner', Value: { Ref: 'Owner' } },
            {
              Key: 'Network',
              Value: { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${EnvironmentName}:network:${reads}` } },
            },
          ],
        },
      },
    },
    Outputs: { Owner: { Value: { Ref: 'Owner' } } },
  };
}
