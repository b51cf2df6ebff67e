import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, Stage } from 'aws-cdk-lib';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { RootConstruct } from 'constructs';
import { CatalogError } from '../errors';
import { withoutUnreachable } from '../template/reachable';
import type { Template } from '../template/types';
import type { Product } from './define-product';

/**
 * The construct library's behaviour, fixed in code: what the pinned version recommends, but for what a product can't
 * have.
 */
const featureFlags: Readonly<Record<string, unknown>> = {
  ...cxapi.CURRENTLY_RECOMMENDED_FLAGS,
  // Its custom resource is an asset, and a product has none.
  [cxapi.EC2_RESTRICT_DEFAULT_SECURITY_GROUP]: false,
  // Where each construct was made goes into the assembly, which is thrown away; finding out takes a sixth of the time.
  [cxapi.DISABLE_CREATION_STACK_TRACES]: true,
  [cxapi.DISABLE_METADATA_STACK_TRACE]: true,
};

/** The order in which people read a template. */
const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
] as const satisfies readonly (keyof Template)[];

/** Service Catalog takes templates of up to 1 MB. https://docs.aws.amazon.com/servicecatalog/latest/adminguide/limits.html */
export const MAX_TEMPLATE_BYTES = 1024 * 1024;

/** A product that has been synthesized: the constructs, for checkers that walk them, and the template. */
export interface SynthesizedProduct {
  readonly stack: Stack;
  readonly template: Template;
}

/**
 * Synthesizes a product by itself.
 *
 * It stands in a `Stage` without an `App`: an `App` would take the context, output folder and validator that the CDK
 * CLI and the environment variables ask for, and the result would depend on who renders it.
 *
 * @throws `CatalogError` `construct-warning` when a construct annotated itself with a warning or an error
 */
export function synthesizeProduct(product: Product): SynthesizedProduct {
  const root = new RootConstruct();
  for (const [flag, value] of Object.entries(featureFlags)) root.node.setContext(flag, value);
  const outdir = mkdtempSync(join(tmpdir(), 'catalog-render-'));
  try {
    const stage = new Stage(root, 'Product', { outdir });
    const stack = product.createStack(stage);
    const artifact = stage.synth().getStackArtifact(stack.artifactId);
    const [message] = artifact.messages;
    if (message) {
      throw new CatalogError('construct-warning', `${product.id}: ${message.id}: ${String(message.entry.data)}`);
    }
    return { stack, template: withoutUnreachable(inReadingOrder(product, artifact.template)) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * The product's template: one self-contained JSON file, the same bytes whenever and wherever the same source is
 * rendered.
 *
 * @throws `CatalogError` `template-too-large` beyond the 1 MB that Service Catalog takes
 */
export function renderProduct(product: Product): string {
  const text = `${JSON.stringify(synthesizeProduct(product).template, undefined, 2)}\n`;
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_TEMPLATE_BYTES) {
    throw new CatalogError(
      'template-too-large',
      `${product.id}: the template may have ${MAX_TEMPLATE_BYTES} bytes, got: ${bytes}. Take large code from a bucket.`,
    );
  }
  return text;
}

/** @throws `CatalogError` `unexpected-section` on a section that products don't have: a transform, above all */
function inReadingOrder(product: Product, template: Template): Template {
  const known: readonly string[] = sections;
  const unexpected = Object.keys(template).find((section) => !known.includes(section));
  if (unexpected !== undefined) {
    throw new CatalogError(
      'unexpected-section',
      `${product.id}: a product's template has only ${sections.join(', ')}, got: ${unexpected}.`,
    );
  }
  const entries = sections.filter((section) => template[section] !== undefined).map((name) => [name, template[name]]);
  return Object.fromEntries(entries);
}
