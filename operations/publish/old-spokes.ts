import { isObject } from '../../catalog/template';
import type { CatalogSettings } from '../../portfolios/context';
import { permissionsHash } from '../../portfolios/launch-role/permissions-hash';
import { receivedProducts } from '../../portfolios/offers/portfolios';
import { stackNames } from '../../portfolios/publish';
import { PERMISSIONS_OUTPUT } from '../../portfolios/stacks/permissions-output';
import { unlessRefused } from '../aws/aws-error';
import { findStackSet, stackInstances } from '../aws/stack-set';
import { readStackTemplate } from '../aws/stack-template';
import type { OperationContext } from '../context';
import { allProducts } from '../project/choose-product';

/** Stacks of a set that a note names. */
const MOST_NAMED = 5;

/**
 * Tells of receiving accounts whose launch roles may lack what a release needs, before it is published: a stack set whose
 * template has other permissions than this project, and its stacks that aren't current. Says nothing where the caller may not
 * look, or where the set has another name.
 */
export async function noteOldSpokes(
  { target, events }: Pick<OperationContext, 'target' | 'events'>,
  { permissionsBoundary }: Pick<CatalogSettings, 'permissionsBoundary'>,
): Promise<void> {
  const cloudFormation = await target.cloudFormation();
  const seen = await findStackSet(cloudFormation, stackNames.spoke);
  if (!seen) return;
  const products = receivedProducts(await allProducts());
  const remedies = [{ do: 'read', document: 'docs/receiving-administrator.md', label: 'Update it first' }] as const;
  if (permissionsOf(seen.stackSet.TemplateBody) !== permissionsHash({ products, boundaryStage: permissionsBoundary })) {
    const text = `The stack set ${stackNames.spoke} has other permissions than this project, which launches in its accounts may lack`;
    events.emit({ type: 'note', text, remedies });
  }
  const instances = (await unlessRefused(() => stackInstances(cloudFormation, seen))) ?? [];
  const old = instances.filter(({ Status }) => Status !== 'CURRENT');
  if (old.length === 0) return;
  const named = old.slice(0, MOST_NAMED).map(({ Account, Region, StatusReason: reason }) => {
    return `${Account} in ${Region}${reason ? ` (${reason})` : ''}`;
  });
  const more = old.length > MOST_NAMED ? ` and ${old.length - MOST_NAMED} more` : '';
  const text = `Stacks of ${stackNames.spoke} aren't current, so launches may lack permissions there: ${named.join(', ')}${more}`;
  events.emit({ type: 'note', text, remedies });
}

/** Hash of the permissions that a spoke's template gives; undefined where it is older than that output. */
export function permissionsOf(template = '{}'): string | undefined {
  const output = readStackTemplate(stackNames.spoke, template).Outputs?.[PERMISSIONS_OUTPUT];
  const value = isObject(output) ? output.Value : undefined;
  return typeof value === 'string' ? value : undefined;
}
