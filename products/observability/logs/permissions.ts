import { type LaunchRoleStatement, stackLogGroups } from '../../../catalog/product';

/** Launch permissions of metric filters and saved queries. */
export const logPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'MetricFilters',
    Effect: 'Allow',
    Action: ['logs:DeleteMetricFilter', 'logs:DescribeMetricFilters', 'logs:PutMetricFilter'],
    Resource: stackLogGroups,
  },
  {
    Sid: 'SavedQueries',
    Effect: 'Allow',
    Action: ['logs:DeleteQueryDefinition', 'logs:DescribeQueryDefinitions', 'logs:PutQueryDefinition'],
    Resource: '*',
    reason: 'Saved queries are no resources of IAM: these actions take none.',
  },
];
