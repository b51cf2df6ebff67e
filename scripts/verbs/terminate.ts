import { randomUUID } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../../operations/aws/aws-target';
import { findProvisionedProduct } from '../../operations/aws/provisioned-product';
import { waitForRecord } from '../../operations/aws/wait-for-record';
import {
  type RetainedResource,
  type StackLeftovers,
  stackLeftovers,
} from '../../operations/running/retained-resources';
import { stackFailure } from '../../operations/running/stack-failure';
import { stackUsers } from '../../operations/running/stack-users';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { confirm } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { print, printJson, type Shell, say } from '../terminal/shell';
import { showEvents } from '../terminal/show-events';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface TerminateOptions extends ChangeOptions, JsonOption {
  readonly wait: boolean;
}

/** `catalog terminate <name>`: takes a provisioned product down, after saying what of it stays. */
export const terminate: Verb = (program, shell) => {
  withChangeOptions(program.command('terminate <name>').description('terminate what was launched; says what stays'))
    .option('--no-wait', "don't wait until it is gone")
    .option(...jsonOption)
    .action(async (name: string, options: TerminateOptions) => {
      const target = await openTarget(shell, options);
      const found = await findProvisionedProduct(await target.serviceCatalog(), name);
      const leftovers = found.PhysicalId === undefined ? undefined : await stackLeftovers(target, found.PhysicalId);
      if (leftovers) await refuseWhileUsed(target, name, leftovers.stacks);
      const retained = retainedBy(name, leftovers);
      if (retained.length > 0) say(shell, `Stays when ${name} is terminated:\n${asText(retained)}`);
      await confirm(shell, options, `Terminate ${name} (${found.ProductName} ${found.ProvisioningArtifactName})?`);
      await takeDown(shell, target, { name, id: found.Id ?? '', stack: found.PhysicalId, retained, options });
    });
};

/** CloudFormation would refuse too, but only when it comes to the tier that is used, with others gone already. */
async function refuseWhileUsed(target: AwsTarget, name: string, stacks: readonly string[]): Promise<void> {
  const users = await stackUsers(target, stacks);
  if (users.length === 0) return;
  const who = users.map(({ name: user, imports: [first, ...rest] }) => {
    return `${user} (${first}${rest.length > 0 ? ` and ${rest.length} more` : ''})`;
  });
  throw new CatalogError('still-used', `${name} exports what others import: ${who.join(', ')}; terminate those first.`);
}

function retainedBy(name: string, leftovers: StackLeftovers | undefined): readonly RetainedResource[] {
  const isProtected = leftovers !== undefined && leftovers.protectedStacks.length > 0;
  if (isProtected) {
    throw new CatalogError(
      'termination-protected',
      `${name} is protected from termination (${leftovers.protectedStacks.join(', ')}); lift that first: ` +
        `npm run catalog -- unprotect ${name}`,
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
  const events = showEvents(shell, target.isLocal);
  const ended = await waitForRecord({ target, events }, record).finally(() => events.stop());
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
