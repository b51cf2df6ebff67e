import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { boundariesIn, unboundedRoles } from '../../catalog/product/permissions-boundary';
import { scalarText } from '../../catalog/template/json';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import type { Template } from '../../catalog/template/types';
import { projectSettings } from '../../portfolios/context-file';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import type { PlanningContext, Project } from '../context';
import { allProducts } from '../project/choose-product';
import { releasedTemplate } from '../project/released-template';
import type { Templates } from '../upgrade/product-change';

/**
 * Refuses what would fail for want of the permissions boundary that a version's roles, or those of the tiers that it launches,
 * have: an account whose stack is older lacks it. Whoever may not read policies isn't told.
 *
 * @throws `CatalogError` `no-boundary`
 */
export async function refuseWithoutBoundary(
  { project, target }: Pick<PlanningContext, 'project' | 'target'>,
  name: string,
  template: Template | undefined,
): Promise<void> {
  if (template === undefined) return;
  const tiers = await tierTemplates(project, template);
  for (const boundary of new Set([template, ...tiers].flatMap(boundariesIn))) {
    if ((await unlessRefused(() => hasPolicy(target, boundary))) !== false) continue;
    throw new DetailedError(
      'no-boundary',
      `${name} needs the policy ${boundary}, which account ${await target.accountId()} lacks: its stack of launch roles is older than this version`,
      { remedies: [{ do: 'read', document: 'docs/deployment.md#permissions-boundary', label: 'Bring it up to date' }] },
    );
  }
}

/** Whether the target's account has a customer managed policy of a name. */
export async function hasPolicy(target: AwsTarget, name: string): Promise<boolean> {
  const [iam, account, caller] = await Promise.all([target.iam(), target.accountId(), target.callerArn()]);
  try {
    await iam.getPolicy({ PolicyArn: `arn:${caller.split(':')[1]}:iam::${account}:policy/${name}` });
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchEntityException') return false;
    throw error;
  }
}

/** Templates of the versions that a template launches, where this project has them. */
async function tierTemplates(project: Project, { Resources }: Template): Promise<Template[]> {
  const launched = Object.values(Resources).filter(({ Type }) => Type === LAUNCHED_PRODUCT);
  if (launched.length === 0) return [];
  const products = await allProducts();
  return launched.flatMap(({ Properties: { ProductName, ProvisioningArtifactName } = {} }) => {
    const product = products.find(({ name }) => name === ProductName);
    const version = scalarText(ProvisioningArtifactName);
    return (product && version && releasedTemplate(project, product, version)) || [];
  });
}

/**
 * Remark on an update that takes roles' permissions boundary away, as a step back to a release from before it does.
 *
 * @throws `CatalogError` `boundary-required` where the account asks for it by now
 */
export function boundaryRemarks(
  { project }: Pick<PlanningContext, 'project'>,
  name: string,
  { before, after }: Templates,
): string[] {
  if (!before || !after || boundariesIn(before).length === 0) return [];
  const roles = unboundedRoles(after);
  if (roles.length === 0) return [];
  if (projectSettings(project.root).permissionsBoundary === 'required') {
    throw new CatalogError(
      'boundary-required',
      `${name} can't go to a version whose roles have no permissions boundary (${roles.join(', ')}): the account requires it; choose a later version.`,
    );
  }
  return [
    `Roles lose their permissions boundary: ${roles.join(', ')}. It goes through only while the account's stack allows that.`,
  ];
}
