import { App } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';

/**
 * The app that the catalog's stacks stand in, with all flags that CDK recommends.
 *
 * CDK's own run of AWS's template validator is off unless `CDK_VALIDATION` is set to something else than `false`: tests run
 * that validator over the same stacks, and CloudFormation checks them again. `docs/adr/0006-no-validator-at-synthesis.md`
 */
export function createApp(): App {
  process.env.CDK_VALIDATION ??= 'false';
  return new App({ context: CURRENTLY_RECOMMENDED_FLAGS });
}
