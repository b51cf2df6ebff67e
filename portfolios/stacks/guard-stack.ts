import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CatalogSettings } from '../context';
import { Guard } from '../guard/guard';
import { ApiLogging } from './api-logging';

/** Settings of a further region. */
export interface GuardStackProps {
  readonly settings: CatalogSettings;
}

/**
 * Stack of a region that isn't the account's home: the guard, since events stay in their region, and API Gateway's
 * setting for its logs, which is regional too. In the home region the account's stack holds both, and CloudFormation
 * refuses a second guard of the same name.
 */
export class GuardStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: GuardStackProps) {
    super(scope, id, {
      stackName: id,
      description: 'Bellyfed service catalog: the guard of a region beside the home region of the account.',
      terminationProtection: true,
    });
    new ApiLogging(this, 'ApiLogging');
    new Guard(this, 'Guard', { hubAccount: settings.hub.account ?? Aws.ACCOUNT_ID });
  }
}
