import type { Impact } from './types';

/** A property whose update does something else than AWS's resource database says. */
export interface ImpactCorrection {
  readonly type: string;
  /** Names from the top-level property down; the correction also holds for everything below. */
  readonly path: readonly string[];
  readonly impact: Impact;
  /** What it does when the list only grows; absent: the same. */
  readonly additions?: Impact;
  /** The page that says so. */
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

/** Where AWS's resource database is wrong, or has no word for what happens. */
export const IMPACT_CORRECTIONS: readonly ImpactCorrection[] = [
  {
    type: 'AWS::DynamoDB::Table',
    path: ['LocalSecondaryIndexes'],
    impact: 'replacement',
    source: `${REFERENCE}/aws-resource-dynamodb-table.html`,
  },
  ...['UsernameAttributes', 'UsernameConfiguration'].map(
    (name): ImpactCorrection => ({
      type: 'AWS::Cognito::UserPool',
      path: [name],
      impact: 'refused',
      source: `${REFERENCE}/aws-resource-cognito-userpool.html`,
    }),
  ),
  {
    type: 'AWS::Cognito::UserPool',
    path: ['Schema'],
    impact: 'refused',
    additions: 'none',
    source: `${REFERENCE}/aws-properties-cognito-userpool-schemaattribute.html`,
  },
  {
    type: 'AWS::RDS::DBInstance',
    path: ['DBInstanceClass'],
    impact: 'interruption',
    source: `${REFERENCE}/aws-resource-rds-dbinstance.html`,
  },
  {
    type: 'AWS::CloudFormation::CustomResource',
    path: ['ServiceToken'],
    impact: 'refused',
    source: `${REFERENCE}/aws-resource-cloudformation-customresource.html`,
  },
];
