import type { Offer } from '../../../portfolios/offers/published-product';
import type { VersionStep } from '../../../portfolios/reconcile/versions';
import type { AwsTarget } from '../../aws/aws-target';
import { usersAt } from '../../project/version-use';

/** Version that the ledger calls retired, and that stays deprecated while something runs it. */
export interface UsedVersion {
  /** Name of the product. */
  readonly product: string;
  readonly version: string;
  /** Names of what runs it in the account and region. */
  readonly users: readonly string[];
}

/**
 * Steps on versions, as far as nothing that runs is in their way. `catalog retire` has asked already, and since then somebody may
 * have updated to the version: what runs a hidden one takes no other answer, and has no way back. So it is deprecated until
 * nothing in the account and region runs it. What is retired for security is hidden at once, and whoever isn't allowed to ask
 * follows the ledger.
 */
export async function hideUnused(
  target: AwsTarget,
  offers: readonly Offer[],
  planned: readonly VersionStep[],
): Promise<{ readonly steps: readonly VersionStep[]; readonly used: readonly UsedVersion[] }> {
  const steps: VersionStep[] = [];
  const used: UsedVersion[] = [];
  for (const step of planned) {
    const { product, version } = step;
    const users = canWait(offers, step) ? await usersIfAllowed(target, step) : [];
    if (users.length === 0) {
      steps.push(step);
    } else {
      used.push({ product, version, users });
      if (step.from !== 'deprecated') steps.push({ ...step, to: 'deprecated' });
    }
  }
  return { steps, used };
}

function canWait(offers: readonly Offer[], { product, version, to, target }: VersionStep): boolean {
  const releases = offers.find((offer) => offer.product.name === product)?.releases ?? [];
  const isForSecurity = releases.some((release) => release.version === version && release.security !== undefined);
  return to === 'retired' && target !== undefined && !isForSecurity;
}

async function usersIfAllowed(target: AwsTarget, { product, version }: VersionStep): Promise<string[]> {
  return usersAt(target, { name: product }, version).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AccessDeniedException') return [];
    throw error;
  });
}
