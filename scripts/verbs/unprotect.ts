import { CatalogError } from '../../catalog/errors';
import { findProvisionedProduct } from '../../operations/aws/provisioned-product';
import { stackLeftovers } from '../../operations/running/retained-resources';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { confirm } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { print, printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/**
 * `catalog unprotect <name>`: lifts the termination protection of what was launched, and of all that it launched itself,
 * until the next update.
 */
export const unprotect: Verb = (program, shell) => {
  withChangeOptions(
    program
      .command('unprotect <name>')
      .description('lift termination protection, until the next update brings it back'),
  )
    .option(...jsonOption)
    .action(async (name: string, options: ChangeOptions & JsonOption) => {
      const target = await openTarget(shell, options);
      const { PhysicalId: stack } = await findProvisionedProduct(await target.serviceCatalog(), name);
      const found = stack === undefined ? undefined : await stackLeftovers(target, stack);
      if (found === undefined) {
        throw new CatalogError('unreadable-stack', `${name}: its stack can't be read, or it has none.`);
      }
      const stacks = found.protectedStacks;
      if (stacks.length > 0) {
        say(shell, `Protected from termination:\n${stacks.map((each) => `  ${each}`).join('\n')}`);
        await confirm(shell, options, `Lift the protection of ${name}, so that it can be terminated?`);
      }
      const cloudFormation = await target.cloudFormation();
      for (const StackName of stacks) {
        await cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: false });
      }
      if (options.json) printJson(shell, { name, unprotected: stacks });
      else print(shell, stacks.length > 0 ? lifted(name) : `${name} is not protected from termination.`);
    });
};

function lifted(name: string): string {
  return [
    `${name} can be terminated now: npm run catalog -- terminate ${name}`,
    'The next update of it brings the protection back.',
  ].join('\n');
}
