import { added } from './conditions';
import type { Fact } from './fact';
import { holdsData, reference, switchedBy, UPDATES, updates } from './families';

const ENCRYPTION = reference('aws-properties-opensearchservice-domain-encryptionatrestoptions');

/** Facts about Amazon OpenSearch Service. */
export const opensearchservice: readonly Fact[] = [
  ...holdsData('database', 'AWS::OpenSearchService::Domain'),
  {
    type: 'AWS::OpenSearchService::Domain',
    on: 'update',
    property: 'EncryptionAtRestOptions',
    when: added,
    effect: 'none',
    words:
      'If no encryption at rest options were initially specified in the template, updating this property by adding it causes no interruption.',
    page: ENCRYPTION,
    readers: UPDATES,
  },
  // Encryption that is on already can't change: the domain is deleted and another one made.
  ...updates('AWS::OpenSearchService::Domain', 'conditional', ['EncryptionAtRestOptions'], {
    page: ENCRYPTION,
    words:
      "if you change this property after it's already been set within a template, the domain is deleted and recreated in order to modify the property",
  }),
  ...switchedBy(
    'AWS::OpenSearchService::Domain',
    'EngineVersion',
    'EnableVersionUpgrade',
    'When EnableVersionUpgrade is set to false, or not specified, updating the EngineVersion or ElasticsearchVersion property results in CloudFormation replacing the entire AWS::OpenSearchService::Domain/AWS::Elasticsearch::Domain resource.',
  ),
];
