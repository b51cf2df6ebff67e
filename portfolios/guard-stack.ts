import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CatalogSettings } from './context';
import { Guard } from './guard';

/** What a further region is set up by. */
export interface GuardStackProps {
  readonly settings: CatalogSettings;
}

/**
 * The guard for a region other than the account's home: events stay in their region. In the home region the account's
 * stack holds it, and CloudFormation refuses a second one of the same name.
 */
export class GuardStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: GuardStackProps) {
    super(scope, id, {
      description: 'Bellyfed service catalog: the guard of a region beside the home region of the account.',
      terminationProtection: true,
    });
    new Guard(this, 'Guard', { hubAccount: settings.hub.account ?? Aws.ACCOUNT_ID });
  }
}
