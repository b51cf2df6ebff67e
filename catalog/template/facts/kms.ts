import type { Fact } from './fact';
import { holdsData, updates } from './families';

/** Facts about AWS Key Management Service. */
export const kms: readonly Fact[] = [
  ...holdsData('KMS key', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'),
  ...updates('AWS::KMS::Key', 'refused', ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'], {
    words: 'the update request fails, regardless of the value of the UpdateReplacePolicy attribute',
  }),
];
