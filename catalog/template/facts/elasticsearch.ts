import type { Fact } from './fact';
import { holdsData, switchedBy, updates } from './families';
import { anyOf, first, leaves, removed } from './values-conditions';

/** Facts about Amazon OpenSearch Service under its old name. */
export const elasticsearch: readonly Fact[] = [
  ...holdsData('database', 'AWS::Elasticsearch::Domain'),
  ...updates('AWS::Elasticsearch::Domain', 'replacement', ['VPCOptions'], {
    when: anyOf(first, removed),
    page: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
  }),
  ...updates('AWS::Elasticsearch::Domain', 'refused', ['NodeToNodeEncryptionOptions.Enabled'], {
    when: leaves(true),
    page: 'https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-awssupportremediator-enableopensearchnodetonodeencryption.html',
  }),
  ...switchedBy(
    'AWS::Elasticsearch::Domain',
    'ElasticsearchVersion',
    'EnableVersionUpgrade',
    'When EnableVersionUpgrade is set to false, or not specified, updating the EngineVersion or ElasticsearchVersion property results in CloudFormation replacing the entire AWS::OpenSearchService::Domain/AWS::Elasticsearch::Domain resource.',
  ),
];
