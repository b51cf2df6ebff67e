import { renderProduct } from '../../../catalog/product';
import { environment } from '../../../products/environment/product';
import { type TierId, tierIds } from '../../../products/environment/tiers';
import { logicalIds } from './launch';

/**
 * The environment's template as it launches the tiers in versions of a test's own, whichever it launches itself.
 *
 * @param versions @default - 1.0.0 for each
 * @returns JSON text
 */
export function environmentPinning(versions: Partial<Readonly<Record<TierId, string>>> = {}): string {
  const template: { Resources: Record<string, { Properties: { ProvisioningArtifactName: string } }> } = JSON.parse(
    renderProduct(environment),
  );
  for (const tier of tierIds) {
    const launched = template.Resources[logicalIds[tier]];
    if (!launched) throw new Error(`the environment launches no ${tier}`);
    launched.Properties.ProvisioningArtifactName = versions[tier] ?? '1.0.0';
  }
  return JSON.stringify(template);
}
