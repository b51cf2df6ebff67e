import type { TemplateChange } from '../../catalog/comparison';
import type { Stop } from '../agreement';
import { isAccessDenied } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { exportUsers } from '../running/stack-users';
import type { ProductUpdate } from './judge-product';

/**
 * Adds to what an update would do what CloudFormation refuses of its exports: one that goes or gets another value while
 * somebody imports it. CloudFormation finds out at the end, when all else is made, and takes all of it back.
 *
 * @param importsAfter exports that others import once their own updates are carried out, which come before this one
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export async function withExportsInUse(
  target: AwsTarget,
  update: ProductUpdate,
  importsAfter: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Promise<ProductUpdate> {
  const { name, stack, form } = update;
  const changed = form.filter(endsExport);
  if (changed.length === 0) return update;
  try {
    const names = [...new Set(changed.map(({ exportName }) => exportName))];
    const users = await exportUsers(target, names, [stack]);
    const found = changed.flatMap((change): { readonly change: ExportChange; readonly stop: Stop }[] => {
      const importers = users
        .filter((user) => user.imports.includes(change.exportName))
        .filter((user) => importsAfter.get(user.name)?.has(change.exportName) ?? true)
        .map((user) => user.name);
      const stop = { resource: `${name}.${change.logicalId}`, why: whyOf(change, importers) };
      return importers.length > 0 ? [{ change, stop }] : [];
    });
    const [certain, possible] = [false, true].map((may) =>
      found.filter(({ change }) => (change.isPossible ?? false) === may).map(({ stop }) => stop),
    );
    return {
      ...update,
      refusals: [...update.refusals, ...(certain ?? [])],
      remarks: [...update.remarks, ...(possible ?? []).map(({ resource, why }) => `${resource} ${why}`)],
    };
  } catch (error) {
    if (!isAccessDenied(error)) throw error;
    const ids = changed.map(({ logicalId }) => logicalId).join(', ');
    const remark = `Exports change (${ids}), and you may not list who imports them: where somebody does, AWS refuses the update.`;
    return { ...update, remarks: [...update.remarks, remark] };
  }
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
