import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { type AwsOptions, type AwsTarget, awsTarget } from '../../operations/aws/aws-target';
import { allProvisionedProducts, findProvisionedProduct } from '../../operations/aws/provisioned-product';
import { stackFailure } from '../../operations/running/stack-failure';
import { withAwsOptions } from '../options/aws-options';
import { print, printJson } from '../terminal/shell';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog status [name]`: what is launched, and how it is. */
export const status: Verb = (program, shell) => {
  withAwsOptions(program.command('status [name]').description('list what is launched, or say more of one of it'))
    .option(...jsonOption)
    .action(async (name: string | undefined, options: AwsOptions & JsonOption) => {
      const target = await awsTarget(options, shell);
      const serviceCatalog = await target.serviceCatalog();
      if (name !== undefined) {
        const one = await inDetail(target, await findProvisionedProduct(serviceCatalog, name));
        return options.json ? printJson(shell, one) : print(shell, asText(one));
      }
      const all = (await allProvisionedProducts(serviceCatalog)).map(summary);
      all.sort((one, other) => (one.name < other.name ? -1 : 1));
      if (options.json) return printJson(shell, all);
      if (all.length === 0) return print(shell, 'Nothing is launched in this account and region.');
      const rows = all.map((it) => [it.name, it.product, it.version, it.status, it.created]);
      print(shell, table(['NAME', 'PRODUCT', 'VERSION', 'STATUS', 'LAUNCHED'], rows));
    });
};

/** What a list says of a provisioned product. */
function summary(found: ProvisionedProductAttribute) {
  return {
    name: found.Name ?? '',
    id: found.Id ?? '',
    product: found.ProductName ?? '',
    version: found.ProvisioningArtifactName ?? '',
    status: found.Status ?? '',
    created: found.CreatedTime?.toISOString() ?? '',
  };
}

type Detail = Awaited<ReturnType<typeof inDetail>>;

async function inDetail(target: AwsTarget, found: ProvisionedProductAttribute) {
  const failed = found.Status === 'TAINTED' || found.Status === 'ERROR';
  return {
    ...summary(found),
    statusMessage: found.StatusMessage,
    failure: failed && found.PhysicalId !== undefined ? await stackFailure(target, found.PhysicalId) : undefined,
    stack: found.PhysicalId,
    lastRecord: found.LastRecordId,
    tags: Object.fromEntries((found.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  };
}

function asText(one: Detail): string {
  const tags = Object.entries(one.tags).map(([key, value]) => `${key}=${value}`);
  const lines: (readonly [string, string | undefined])[] = [
    ['Id', one.id],
    ['Product', `${one.product} ${one.version}`],
    ['Launched', one.created],
    ['Stack', one.stack],
    ['Last record', one.lastRecord],
    ['Tags', tags.join(', ')],
    ['Message', one.statusMessage],
    ['First failure', one.failure],
  ];
  return table(
    [one.name, one.status],
    lines.filter(([, value]) => value !== undefined && value !== ''),
  );
}
