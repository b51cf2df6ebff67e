import type { Contract } from '../../operations/contracts/contract';
import type { CheckedContract } from '../../operations/project/check-product';
import { examples } from '../options/examples';
import { print, printJson, say } from '../terminal/shell';
import { proseColumns } from '../terminal/wrapped';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface CheckOptions extends JsonOption {
  readonly fast?: boolean;
}

/** `catalog check <product>`: holds a product to every contract of the house, and says what to do about what it breaks. */
export const check: Verb = (program, shell) => {
  program
    .command('check <product>')
    .summary('hold a product to the rules of the house')
    .description(
      'hold a product to the rules of the house, as "npm test" does: each as it is done, AWS’s template validator last',
    )
    .option('--fast', "leave out AWS's template validator, which takes longest")
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['All rules', 'check network'], ['While you write, without the validator', 'check network --fast']),
    )
    .action(async (id: string, { fast: isFast = false, json }: CheckOptions) => {
      const { quickContracts, slowContracts } = await import('../../operations/contracts');
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const { checkProduct, refuseBroken } = await import('../../operations/project/check-product');
      const { checkedJson, checkedText } = await import('../texts/check-text');
      const product = await chooseProduct(id);
      const checked: CheckedContract[] = [];
      const hold = async (contracts: readonly Contract[]) => {
        for await (const each of checkProduct(shell, product, contracts)) {
          checked.push(each);
          if (!json) print(shell, checkedText(each, product, proseColumns(shell)));
        }
      };
      await hold(quickContracts);
      const slow = slowContracts.map(({ subject }) => subject).join(', ');
      say(shell, isFast ? `Left out: ${slow}, which a release runs.` : `${slow}, each answer once: this takes longer.`);
      if (!isFast) await hold(slowContracts);
      if (json) printJson(shell, { product: id, contracts: checked.map((each) => checkedJson(each, product)) });
      refuseBroken(product, checked);
    });
};
