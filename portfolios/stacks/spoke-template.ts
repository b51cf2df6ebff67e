import { BootstraplessSynthesizer } from 'aws-cdk-lib';
import type { Product } from '../../catalog/product';
import type { CatalogSettings } from '../context';
import { stackNames } from '../publish';
import { SpokeStack } from './spoke-stack';
import { stackTemplate } from './stack-template';

/**
 * The largest template that a request may hold, in bytes; a larger one is named by its address.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const TEMPLATE_BODY_BYTES = 51_200;

/**
 * The spoke as one plain template, for the console or a stack set: no assets, no bootstrap, and no line breaks, since its
 * size is limited.
 */
export function renderSpoke(settings: CatalogSettings, products: readonly Product[]): string {
  const synthesizer = new BootstraplessSynthesizer();
  const template = stackTemplate(
    (stage) => new SpokeStack(stage, stackNames.spoke, { settings, products, synthesizer }),
  );
  return `${JSON.stringify(template)}\n`;
}
