import { judge } from '../../catalog/product/exceptions';
import { type Contract, sourceOf } from './contract';
import { nagFindings } from './nag-findings';
import { once } from './once';

const verdict = once((product) => judge(nagFindings(product), product.exceptions.nag));

/** Security rules of AWS Solutions and NIST 800-53 R5, as cdk-nag knows them, but for a product's exceptions. */
export const nag: Contract = {
  subject: 'security (cdk-nag)',
  rules: [
    {
      title: 'gives AwsSolutions and NIST 800-53 R5 nothing to find that isn’t explained',
      exemption: 'security',
      advice: (product) =>
        `Mend the resource, or accept the finding in ${sourceOf(product, 'exceptions.ts')} under nag: { rule, logicalId, reason }.`,
      check: (product) =>
        verdict(product).open.map(({ rule, logicalId, message }) => `${logicalId}: ${rule}, ${message}`),
    },
    {
      title: 'has no exception that cdk-nag no longer asks for',
      advice: (product) => `Take it out of ${sourceOf(product, 'exceptions.ts')}.`,
      check: (product) => verdict(product).stale.map(({ rule, logicalId }) => `${logicalId}: ${rule}`),
    },
  ],
};
