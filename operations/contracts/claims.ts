import { provides } from '../../products/coverage/coverage';
import { platform, withoutClaims } from '../../products/coverage/platform';
import { type Contract, sourceOf } from './contract';
import { templateOf } from './evaluated';

/** Claims of a product: what it provides of the platform, by resources that it has. */
export const claims: Contract = {
  subject: 'claims',
  rules: [
    {
      title: 'claims what it provides of the platform, or a reason says why nothing',
      exemption: 'claims',
      advice: (product) =>
        `Claim it in ${sourceOf(product, 'claims.ts')} by ids of products/coverage/platform.ts, or say why nothing in ` +
        'withoutClaims there.',
      check({ id, claims: own = {} }) {
        const claimed = Object.keys(own);
        return [
          ...(claimed.length > 0 || id in withoutClaims ? [] : ['it provides nothing of the platform']),
          ...claimed.filter((each) => !(each in platform)).map((each) => `${each}: no such id`),
        ];
      },
    },
    {
      title: 'claims resources that its template has',
      advice: (product) => `Mend the pattern in ${sourceOf(product, 'claims.ts')}.`,
      check(product) {
        const ids = Object.keys(templateOf(product).Resources);
        const patterns = Object.values(product.claims ?? {}).flatMap((each = []) => each);
        return patterns.filter((pattern) => !ids.some((id) => provides(pattern, id))).map(String);
      },
    },
  ],
};
