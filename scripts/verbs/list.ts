import { allProducts, productFolder } from '../../operations/project/choose-product';
import { print, printJson } from '../terminal/shell';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog list`: the products and their releases, as the project has them. */
export const list: Verb = (program, shell) => {
  program
    .command('list')
    .description('list the products and their releases')
    .option(...jsonOption)
    .action(async ({ json }: JsonOption) => {
      const { loadReleases } = await import('../../catalog/release');
      const rows = (await allProducts()).map(({ id, name, description }) => ({
        id,
        name,
        description,
        releases: loadReleases(productFolder(shell, id)).map(({ version, status, date }) => ({
          version,
          status,
          date,
        })),
      }));
      if (json) return printJson(shell, rows);
      const cells = rows.map(({ id, name, releases }) => [
        id,
        name,
        releases.findLast(({ status }) => status === 'active')?.version ?? 'none',
        `${releases.length}`,
      ]);
      print(shell, table(['PRODUCT', 'NAME', 'NEWEST', 'RELEASES'], cells));
    });
};
