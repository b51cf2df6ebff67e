import type { Fact } from './fact';
import { updates } from './families';

/** Facts about AWS Elastic Beanstalk. */
export const elasticbeanstalk: readonly Fact[] = [
  ...updates('AWS::ElasticBeanstalk::Environment', 'interruption', ['PlatformArn', 'VersionLabel']),
];
