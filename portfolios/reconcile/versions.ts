import type { ProvisioningArtifactGuidance } from '@aws-sdk/client-service-catalog';
import { heldReleases, type ReleaseStatus } from '../../catalog/release';
import type { Offer } from '../offers/published-product';

/** A version as Service Catalog has it. */
export interface HubVersion {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly guidance: ProvisioningArtifactGuidance;
}

/** A product that the hub stack made, as Service Catalog has it. */
export interface HubProduct {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly HubVersion[];
}

/** A version whose status in Service Catalog must become that of the ledger. */
export interface VersionStep {
  readonly kind: 'version';
  /** Name of the product. */
  readonly product: string;
  readonly version: string;
  readonly from: ReleaseStatus;
  readonly to: ReleaseStatus;
  /** Absent before the deployment that makes the version. */
  readonly target?: { readonly productId: string; readonly versionId: string };
}

/**
 * State of a version in Service Catalog, by its release's status. A version that isn't active is hidden, and can't be
 * launched or updated to, not even by what runs it already; a deprecated one can be updated to.
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html
 */
export const visibility: Readonly<Record<ReleaseStatus, Pick<HubVersion, 'active' | 'guidance'>>> = {
  active: { active: true, guidance: 'DEFAULT' },
  deprecated: { active: true, guidance: 'DEPRECATED' },
  retired: { active: false, guidance: 'DEPRECATED' },
};

/**
 * The versions whose status differs from the ledger's. Versions that the ledger doesn't know are left alone; one that
 * isn't there yet is taken for active, as a deployment makes it.
 */
export function planVersions(offers: readonly Offer[], products: readonly HubProduct[]): VersionStep[] {
  return offers.flatMap(({ product: { name }, releases }) => {
    const deployed = products.find((product) => product.name === name);
    return heldReleases(releases).flatMap<VersionStep>(({ version, status: to }) => {
      const step = { kind: 'version', product: name, version, to } as const;
      const found = deployed?.versions.filter((it) => it.name === version) ?? [];
      if (!deployed || found.length === 0) return to === 'active' ? [] : [{ ...step, from: 'active' as const }];
      return found
        .map((it) => ({ ...step, from: statusOf(it), target: { productId: deployed.id, versionId: it.id } }))
        .filter(({ from }) => from !== to);
    });
  });
}

/** The status that a version has in Service Catalog. */
function statusOf({ active, guidance }: HubVersion): ReleaseStatus {
  if (!active) return 'retired';
  return guidance === 'DEPRECATED' ? 'deprecated' : 'active';
}
