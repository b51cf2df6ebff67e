import { existsSync, readFileSync } from 'node:fs';
import { renderProduct } from '../../catalog/product';
import { loadReleases, verifyReleases } from '../../catalog/release';
import { productFolder } from '../project/choose-product';
import { type Contract, sourceOf } from './contract';

/** Releases of a product: files that never change, the newest of which is what its source gives. */
export const releases: Contract = {
  subject: 'releases',
  rules: [
    {
      title: 'has releases that are the files that the ledger says, byte for byte',
      advice: (product) => `Take back what was changed below ${sourceOf(product, 'releases')}.`,
      check: ({ id }, { project }) => verifyReleases(productFolder(project, id)).map(({ message }) => message),
    },
    {
      title: 'has releases that end with what the source gives, once there are any',
      advice: () => 'Release it, once it is done; the comparison says how much changes.',
      remedy: ({ id }) => ({ do: 'verb', verb: 'compare', operands: [id] }),
      check(product, { project }) {
        const newest = loadReleases(productFolder(project, product.id)).at(-1);
        // A file that is gone is a finding of the rule above.
        if (newest === undefined || !existsSync(newest.file)) return [];
        const same = readFileSync(newest.file, 'utf8') === renderProduct(product);
        return same ? [] : [`${newest.version}: template differs from the released file`];
      },
    },
  ],
};
