import type { Fact } from './fact';
import { holdsData, pageOf, reference, switchedBy, UPDATES, updates } from './families';
import { refusedWhile } from './refusals';
import { all, changesWhile, withPolicy } from './resource-conditions';
import { added, anyOf, first, leaves, removed } from './values-conditions';
import { leavesSearchPaths } from './versions';

const VPC = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html';
const NODE_TO_NODE =
  'https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-awssupportremediator-enableopensearchnodetonodeencryption.html';
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
  ...updates('AWS::OpenSearchService::Domain', 'replacement', ['VPCOptions'], {
    when: anyOf(first, removed),
    page: VPC,
  }),
  ...updates('AWS::OpenSearchService::Domain', 'refused', ['NodeToNodeEncryptionOptions.Enabled'], {
    when: leaves(true),
    page: NODE_TO_NODE,
  }),
  refusedWhile(
    {
      type: 'AWS::OpenSearchService::Domain',
      property: 'UseCase',
      words: 'For OPTIMIZED engine-mode domains, this value cannot be changed after creation.',
      page: pageOf('AWS::OpenSearchService::Domain'),
    },
    changesWhile('UseCase', 'EngineMode', 'OPTIMIZED'),
    'AWS refuses another use case for a domain of the optimized engine mode: make a new domain under another logical id.',
  ),
  ...switchedBy(
    'AWS::OpenSearchService::Domain',
    'EngineVersion',
    'EnableVersionUpgrade',
    'When EnableVersionUpgrade is set to false, or not specified, updating the EngineVersion or ElasticsearchVersion property results in CloudFormation replacing the entire AWS::OpenSearchService::Domain/AWS::Elasticsearch::Domain resource.',
  ),
  refusedWhile(
    {
      type: 'AWS::OpenSearchService::Domain',
      property: 'EngineVersion',
      page: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html',
    },
    all(withPolicy('EnableVersionUpgrade'), leavesSearchPaths('EngineVersion')),
    'AWS upgrades a domain along its supported paths alone, and never back: release the versions on the way one by one.',
  ),
];
