import { randomUUID } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../aws-target';
import { type ChangeOptions, confirm, targetOfChange, withChangeOptions } from '../confirm';
import { startProgress } from '../progress';
import { findProvisionedProduct } from '../provisioned-product';
import { type RetainedResource, stackLeftovers } from '../retained-resources';
import { print, printJson, type Shell, say } from '../shell';
import { stackFailure } from '../stack-failure';
import { table } from '../table';
import { type JsonOption, jsonOption, type Verb } from '../verb';
import { waitForRecord } from '../wait-for-record';

interface TerminateOptions extends ChangeOptions, JsonOption {
  readonly wait: boolean;
}

/** `catalog terminate <name>`: takes a provisioned product down, after saying what of it stays. */
export const terminate: Verb = (program, shell) => {
  withChangeOptions(program.command('terminate <name>').description('terminate what was launched; says what stays'))
    .option('--no-wait', "don't wait until it is gone")
    .option(...jsonOption)
    .action(async (name: string, options: TerminateOptions) => {
      const target = await targetOfChange(shell, options);
      const found = await findProvisionedProduct(await target.serviceCatalog(), name);
      const retained = await retainedBy(target, name, found.PhysicalId);
      if (retained.length > 0) say(shell, `Stays when ${name} is terminated:\n${asText(retained)}`);
      await confirm(shell, options, `Terminate ${name} (${found.ProductName} ${found.ProvisioningArtifactName})?`);
      await takeDown(shell, target, { name, id: found.Id ?? '', stack: found.PhysicalId, retained, options });
    });
};

async function retainedBy(
  target: AwsTarget,
  name: string,
  stack: string | undefined,
): Promise<readonly RetainedResource[]> {
  const leftovers = stack === undefined ? undefined : await stackLeftovers(target, stack);
  const protectedStacks = leftovers?.protectedStacks ?? [];
  if (protectedStacks.length > 0) {
    const commands = protectedStacks.map(
      (each) =>
        `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${each}`,
    );
    throw new CatalogError(
      'termination-protected',
      `${name} is protected from termination; lift that first: ${commands.join('; ')}`,
    );
  }
  return leftovers?.retained ?? [];
}

interface TakeDown {
  readonly name: string;
  readonly id: string;
  readonly stack: string | undefined;
  readonly retained: readonly RetainedResource[];
  readonly options: TerminateOptions;
}

async function takeDown(
  shell: Shell,
  target: AwsTarget,
  { name, id, stack, retained, options }: TakeDown,
): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail } = await serviceCatalog.terminateProvisionedProduct({
    ProvisionedProductId: id,
    TerminateToken: randomUUID(),
  });
  const record = RecordDetail?.RecordId ?? '';
  if (!options.wait) {
    const next = `Terminating ${name} (record ${record}); "npm run catalog -- status ${name}" says how it is.`;
    return options.json ? printJson(shell, { name, id, record, status: 'UNDER_CHANGE' }) : print(shell, next);
  }
  const progress = startProgress(shell);
  const ended = await waitForRecord(target, record, progress).finally(() => progress.stop());
  if (!ended.succeeded) {
    const reason = stack === undefined ? undefined : await stackFailure(target, stack);
    const why = [reason, ...ended.errors].filter((text) => text !== undefined);
    throw new CatalogError(
      'termination-failed',
      `${name} is not terminated: ${why.join(' ') || 'AWS gives no reason.'}`,
    );
  }
  if (options.json) printJson(shell, { name, id, record, status: 'TERMINATED', retained });
  else print(shell, `${name} is terminated${retained.length > 0 ? '; what is listed above stays' : ''}.`);
}

function asText(retained: readonly RetainedResource[]): string {
  return table(
    ['RESOURCE', 'TYPE', 'ID', 'WHAT STAYS'],
    retained.map(({ logicalId, type, physicalId, policy }) => [
      logicalId,
      type,
      physicalId,
      policy === 'Snapshot' ? 'a snapshot' : 'all of it',
    ]),
  );
}
