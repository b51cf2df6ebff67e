import type { TemplateChange } from '../../catalog/comparison';
import type { Remedy } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import type { Stop } from '../agreement';
import { isAccessDenied } from '../aws/aws-error';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import { activeVersions } from '../aws/published-product';
import type { PlanningContext } from '../context';
import { releasedTemplate } from '../project/released-template';
import { exportUsers } from '../running/stack-users';
import { chooseUpdate, isOlder } from './choose-update';
import type { Evaluate } from './evaluate-answers';
import type { ProductUpdate } from './judge-product';
import { previousVersion } from './previous-version';
import { runningProduct } from './running-product';

/**
 * Adds to what an update would do what CloudFormation refuses of its exports: one that goes or gets another value while
 * somebody imports it. CloudFormation finds out at the end, when all else is made, and takes all of it back.
 *
 * @param importsAfter exports that others import once their own updates are carried out, which come before this one
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export async function withExportsInUse(
  context: PlanningContext,
  update: ProductUpdate,
  evaluate: Evaluate,
  importsAfter: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Promise<ProductUpdate> {
  const { target } = context;
  const { name, stack, form } = update;
  const changed = form.filter(endsExport);
  if (changed.length === 0) return update;
  try {
    const names = [...new Set(changed.map(({ exportName }) => exportName))];
    const users = await exportUsers(target, names, [stack]);
    const found = changed.flatMap((change): FoundImport[] => {
      const importers = users
        .filter((user) => user.imports.includes(change.exportName))
        .filter((user) => importsAfter.get(user.name)?.has(change.exportName) ?? true)
        .map((user) => user.name);
      const stop = { resource: `${name}.${change.logicalId}`, why: whyOf(change, importers) };
      return importers.length > 0 ? [{ change, importers, stop }] : [];
    });
    const certain = found.filter(({ change }) => !change.isPossible);
    const refusals = certain.map(async ({ change, importers, stop }): Promise<Stop> => {
      const remedy = await importerFirst(context, update, { importers, exportName: change.exportName }, evaluate);
      return { ...stop, ...(remedy && { remedy }) };
    });
    const possible = found.filter(({ change }) => change.isPossible).map(({ stop }) => stop);
    const isImported = (change: TemplateChange) => found.some((each) => each.change === change);
    return {
      ...update,
      form: form.map((change) =>
        endsExport(change) && !isImported(change)
          ? { ...change, why: `${change.why} Here nothing imports it by then.` }
          : change,
      ),
      refusals: [...update.refusals, ...(await Promise.all(refusals))],
      remarks: [...update.remarks, ...possible.map(({ resource, why }) => `${resource} ${why}`)],
    };
  } catch (error) {
    if (!isAccessDenied(error)) throw error;
    const ids = changed.map(({ logicalId }) => logicalId).join(', ');
    const remark = `Exports change (${ids}), and you may not list who imports them: where somebody does, AWS refuses the update.`;
    return { ...update, remarks: [...update.remarks, remark] };
  }
}

/** Change of an export that somebody imports. */
interface FoundImport {
  readonly change: ExportChange;
  readonly importers: readonly string[];
  readonly stop: Stop;
}

/** Export that is in use. */
interface ImportedExport {
  readonly exportName: string;
  /** Names of the provisioned products, and descriptions of other stacks. */
  readonly importers: readonly string[];
}

/**
 * Update of an importer that has to come first, in the direction of this one; undefined where none would help, as far as it
 * is known here.
 */
async function importerFirst(
  { target, project }: PlanningContext,
  { from, to }: ProductUpdate,
  { exportName, importers }: ImportedExport,
  evaluate: Evaluate,
): Promise<Remedy | undefined> {
  const isBack = isOlder(to, from);
  const serviceCatalog = await target.serviceCatalog();
  for (const name of importers) {
    const found = await lookUpProvisionedProduct(serviceCatalog, name);
    if (!found) continue;
    try {
      const running = await runningProduct(target, found);
      const { product, stack, stackId } = running;
      const { version } = isBack
        ? await previousVersion(target, running)
        : chooseUpdate(running, await activeVersions(serviceCatalog, running.productId), {});
      const template = product && releasedTemplate(project, product, version);
      const imports = template && stack && evaluate.importsOf(template, stack.parameters, stackId);
      if (!imports || imports.has(exportName)) continue;
      const verb = isBack ? 'rollback' : 'upgrade';
      return {
        do: 'verb',
        verb,
        operands: [name],
        label: `Do the same with ${name} first, which imports it no more then`,
      };
    } catch (error) {
      // Something that can't be updated now: it stays the importer that is named.
      if (!(error instanceof CatalogError)) throw error;
    }
  }
  return undefined;
}

type ExportChange = TemplateChange & { readonly exportName: string };

function endsExport(change: TemplateChange): change is ExportChange {
  return change.exportName !== undefined && (change.property === 'Value' || change.property === 'Export');
}

function whyOf({ exportName, property, isPossible }: ExportChange, importers: readonly string[]): string {
  const verb = property === 'Value' ? 'get another value' : 'go';
  const how = isPossible ? `may ${verb}` : `would ${verb}`;
  const then = isPossible ? 'if it does, AWS refuses the update.' : 'AWS refuses the update.';
  return `(export ${exportName}): it ${how}, and ${importers.join(', ')} ${importers.length > 1 ? 'import' : 'imports'} it: ${then}`;
}
