/** The CDK app that `cdk.json` starts. */
import { join } from 'node:path';
import { Annotations, Stage } from 'aws-cdk-lib';
import { CatalogError } from '../catalog/errors';
import { crowdingWarning } from '../catalog/release';
import { products } from '../products';
import { CONTEXT_KEY, readSettings } from './context';
import { createApp } from './create-app';
import { requireBoundedReleases } from './launch-role/bounded-releases';
import { loadOffers } from './offers/offers';
import { ELSEWHERE, stackNames } from './publish';
import { readStandingShares, STANDING_SHARES_KEY } from './reconcile/standing-shares';
import { AccountStack } from './stacks/account-stack';
import { GuardStack } from './stacks/guard-stack';
import { HubStack } from './stacks/hub-stack';
import { SpokeStack } from './stacks/spoke-stack';

function synthesize(): void {
  const app = createApp();
  const settings = readSettings(app.node.tryGetContext(CONTEXT_KEY));
  const offers = loadOffers(join(__dirname, '../products'), products);
  requireBoundedReleases(settings.permissionsBoundary, offers);

  const account = new AccountStack(app, stackNames.account, { settings, products });
  const standing = readStandingShares(app.node.tryGetContext(STANDING_SHARES_KEY));
  const hub = new HubStack(app, stackNames.hub, { settings, offers, standing });
  // Its constraints name the account's launch roles. Without this, CDK begins with the stack whose assets are there first.
  hub.addStackDependency(account);
  for (const { product, releases } of offers) {
    const warning = crowdingWarning(product.id, releases);
    if (warning) Annotations.of(hub).addWarningV2('bellyfed:crowded-product', warning);
  }
  // In a stage of their own, since `cdk deploy --all` is for the hub's account and its home region.
  const elsewhere = new Stage(app, ELSEWHERE);
  new GuardStack(elsewhere, stackNames.guard, { settings });
  new SpokeStack(elsewhere, stackNames.spoke, { settings, products });
  app.synth();
}

try {
  synthesize();
} catch (error) {
  if (!(error instanceof CatalogError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
