import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding } from '../finding';
import { deployingStack, publishing } from '../write-remedy';

/**
 * Asks which an account is to be that has nothing of the catalog yet: one that publishes it, or one that receives it. Each way
 * has its remedy; to follow the wrong one would make a second hub.
 */
export async function askWhich(examination: Examination, account: AccountView): Promise<Finding[]> {
  const subject = { check: 'account' } as const;
  const { id, region } = account;
  return [
    broken(
      subject,
      `Account ${id} has nothing of the catalog in ${region}, neither the hub nor a spoke. Which is it to be? To publish the ` +
        'catalog from it, make it the hub.',
      publishing(account),
    ),
    broken(
      subject,
      'Or, to receive the catalog from another account, give it the spoke. Which account that is, its administrator knows; ' +
        "with the portfolios' ids it also receives them.",
      await deployingStack(examination, account),
    ),
  ];
}
