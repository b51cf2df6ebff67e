import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import { type Comparison, compareTemplates, loadReleases } from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import { agreementTo, type Planned, planned } from '../agreement';
import type { AwsTarget } from '../aws/aws-target';
import { chooseVersion, findPublished } from '../aws/published-product';
import { readStackTemplate } from '../aws/stack-template';
import type { OperationContext } from '../context';
import { named } from '../nearest';
import { productFolder } from '../project/choose-product';
import { HIDDEN_VALUE } from '../running/hidden-value';

/** Wish that a stack be adopted as a provisioned product. */
export interface AdoptionWish {
  /** Name or ARN of the stack. */
  readonly stack: string;
  readonly product: Product;
  readonly version: string;
  /** Of the provisioned product. @default - the stack's */
  readonly name?: string | undefined;
}

/** A stack beside the release that it is to become a provisioned product of. */
export interface Adoption {
  /** Of the provisioned product. */
  readonly name: string;
  readonly product: Product;
  readonly stackName: string;
  readonly stackArn: string;
  readonly productId: string;
  readonly productName: string;
  readonly artifactId: string;
  readonly version: string;
  readonly environmentType: string | undefined;
  /** Changes from the running template to the release. */
  readonly comparison: Comparison;
  /** The release that the stack runs, whichever was asked for; undefined where it runs none. */
  readonly runs: string | undefined;
}

/**
 * Statuses in which Service Catalog adopts a stack.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ImportAsProvisionedProduct.html
 */
const ADOPTABLE = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
];

/**
 * Plans an adoption: reads a stack and compares its template with a release, with the answers that the stack was given.
 *
 * @throws `CatalogError` `unknown-stack`, `stack-not-ready`, `nested-stack`, `unknown-version`, `not-published`, …
 */
export async function planAdoption(
  { project, target }: Pick<OperationContext, 'project' | 'target'>,
  wish: AdoptionWish,
): Promise<Planned<Adoption>> {
  const { product, version } = wish;
  const releases = loadReleases(productFolder(project, product.id));
  const { file } = named('version', version, releases, (release) => release.version);
  const templateOf = (path: string) => parseTemplate(readFileSync(path, 'utf8'));
  const stack = await readStack(target, wish.stack);
  const serviceCatalog = await target.serviceCatalog();
  const published = await findPublished(serviceCatalog, product);
  const { Id: artifactId = '' } = chooseVersion(published, version);
  const cloudFormation = await target.cloudFormation();
  const { TemplateBody = '' } = await cloudFormation.getTemplate({
    StackName: stack.StackId,
    TemplateStage: 'Original',
  });
  const running = readStackTemplate(wish.stack, TemplateBody);
  const answers = Object.fromEntries(
    (stack.Parameters ?? [])
      .filter(({ ParameterValue }) => ParameterValue !== HIDDEN_VALUE)
      .map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
  );
  const stackName = stack.StackName ?? '';
  const name = wish.name ?? stackName;
  const plan = {
    ...{ name, product, stackName },
    stackArn: stack.StackId ?? '',
    productId: published.productId,
    productName: published.name,
    artifactId,
    version,
    environmentType: answers.EnvironmentType,
    comparison: compareTemplates(running, templateOf(file), { answers: [answers] }),
    runs: releases.findLast((release) => isDeepStrictEqual(templateOf(release.file), running))?.version,
  };
  const agreement = agreementTo(target, `Import ${stackName} as ${name} (${product.id} ${version})?`);
  return planned(plan, agreement);
}

/** Whether the stack runs the template of the release, the only one that Service Catalog adopts it with. */
export function runsRelease({ comparison }: Adoption): boolean {
  return comparison.bump === 'none';
}

/**
 * Refuses to adopt a stack that runs another template.
 *
 * @throws `CatalogError` `different-template`
 */
export function refuseDifferent(adoption: Adoption): void {
  if (runsRelease(adoption)) return;
  const { stackName, product, version, runs } = adoption;
  const differs = `${stackName} doesn't run the template of ${product.id} ${version}, and Service Catalog adopts nothing else.`;
  if (runs === undefined)
    throw new CatalogError('different-template', `${differs} Update the stack to a release first.`);
  throw new DetailedError('different-template', `${differs} It runs ${runs}.`, {
    remedies: [{ do: 'again', options: { version: runs }, label: 'Name that' }],
  });
}

async function readStack(target: AwsTarget, StackName: string): Promise<Stack> {
  const cloudFormation = await target.cloudFormation();
  const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName }).catch((error: unknown) => {
    // CloudFormation has no error of its own for a stack that isn't there.
    if (error instanceof Error && /does not exist/.test(error.message)) return { Stacks: [] };
    throw error;
  });
  if (!stack) throw new CatalogError('unknown-stack', `There is no stack ${StackName} in this account and region.`);
  if (stack.ParentId !== undefined) {
    throw new CatalogError(
      'nested-stack',
      `${StackName} is part of ${stack.RootId}; Service Catalog adopts whole stacks.`,
    );
  }
  if (!ADOPTABLE.includes(stack.StackStatus ?? '')) {
    throw new CatalogError(
      'stack-not-ready',
      `${StackName} is ${stack.StackStatus}; Service Catalog adopts a stack that is ${ADOPTABLE.join(', ')}.`,
    );
  }
  return stack;
}
