import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon Redshift Serverless. */
export const redshiftserverless: readonly Fact[] = [
  ...holdsData('database', 'AWS::RedshiftServerless::Namespace'),
  ...holdsData('snapshot', 'AWS::RedshiftServerless::Snapshot'),
];
