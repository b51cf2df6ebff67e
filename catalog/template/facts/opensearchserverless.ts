import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon OpenSearch Serverless. */
export const opensearchserverless: readonly Fact[] = [
  ...holdsData('database', 'AWS::OpenSearchServerless::Collection'),
];
