import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BootstraplessSynthesizer, Stage } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { RootConstruct } from 'constructs';
import type { Product } from '../../catalog/product';
import type { CatalogSettings } from '../context';
import { stackNames } from '../publish';
import { SpokeStack } from './spoke-stack';

/**
 * The largest template that a request may hold, in bytes; a larger one is named by its address.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const TEMPLATE_BODY_BYTES = 51_200;

/**
 * The spoke as one plain template, for the console or a stack set: no assets, no bootstrap, and no line breaks, since its
 * size is limited. It stands in a `Stage` without an `App`, so that it doesn't depend on who renders it.
 */
export function renderSpoke(settings: CatalogSettings, products: readonly Product[]): string {
  const root = new RootConstruct();
  for (const [flag, value] of Object.entries(CURRENTLY_RECOMMENDED_FLAGS)) root.node.setContext(flag, value);
  const outdir = mkdtempSync(join(tmpdir(), 'catalog-spoke-'));
  try {
    const stage = new Stage(root, 'Spoke', { outdir });
    const synthesizer = new BootstraplessSynthesizer();
    const stack = new SpokeStack(stage, stackNames.spoke, { settings, products, synthesizer });
    return `${JSON.stringify(stage.synth().getStackArtifact(stack.artifactId).template)}\n`;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
