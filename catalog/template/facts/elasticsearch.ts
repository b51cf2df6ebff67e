import type { Fact } from './fact';
import { holdsData, switchedBy } from './families';

/** Facts about Amazon OpenSearch Service under its old name. */
export const elasticsearch: readonly Fact[] = [
  ...holdsData('database', 'AWS::Elasticsearch::Domain'),
  ...switchedBy(
    'AWS::Elasticsearch::Domain',
    'ElasticsearchVersion',
    'EnableVersionUpgrade',
    'When EnableVersionUpgrade is set to false, or not specified, updating the EngineVersion or ElasticsearchVersion property results in CloudFormation replacing the entire AWS::OpenSearchService::Domain/AWS::Elasticsearch::Domain resource.',
  ),
];
