import { readFileSync } from 'node:fs';
import type { ProvisioningArtifactDetail } from '@aws-sdk/client-service-catalog';
import type { Remedy } from '../../../catalog/detailed-error';
import { pinsOf } from '../../../catalog/release';
import type { Offer } from '../../../portfolios/offers/published-product';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { portfoliosWith } from '../find-portfolios';
import { broken, type Finding, type FindingSubject, sound } from '../finding';
import { publishing } from '../write-remedy';

/** Checks that the product has a version that can be launched: the newest that the ledger calls active, with the versions that it pins. */
export async function checkVersion(examination: Examination, view: AccountView, offer: Offer): Promise<Finding[]> {
  const { product, releases } = offer;
  const subject = { check: 'version', product: product.id } as const;
  const [offering] = await portfoliosWith(view, product);
  // Then another check says that nothing offers it.
  if (!offering) return [];
  const versions = await view.versions(offering.productId);
  const newest = releases.findLast(({ status }) => status === 'active');
  const launchable = versions.filter(isLaunchable).map(({ Name = '' }) => Name);
  if (newest === undefined) {
    if (launchable.length > 0) return [sound(subject, launchable.at(-1))];
    return [broken(subject, noVersion(product.name, versions), releasing(examination, product.id))];
  }
  if (launchable.includes(newest.version)) {
    return [sound(subject, newest.version), ...(await brokenPins(examination, view, subject, newest.file))];
  }
  const found = versions.find(({ Name }) => Name === newest.version);
  const state = found === undefined ? 'not published' : isActive(found) ? 'deprecated' : 'hidden';
  const rest =
    launchable.length > 0 ? `launches get ${launchable.at(-1)}` : `nothing else can be launched; ${whatRuns(versions)}`;
  const problem = `${product.name} ${newest.version} is ${state}, though the ledger calls it active: ${rest}.`;
  return [broken(subject, problem, publishing(hubOf(examination)))];
}

/** The versions of other products that a release launches and that can't be launched. */
async function brokenPins(
  examination: Examination,
  view: AccountView,
  subject: FindingSubject,
  file: string,
): Promise<Finding[]> {
  const pins = pinsOf(JSON.parse(readFileSync(file, 'utf8')));
  const findings = await Promise.all(
    pins.map(async ({ productName, version }) => {
      const [offering] = await portfoliosWith(view, { name: productName });
      const versions = offering ? await view.versions(offering.productId) : [];
      if (versions.some((each) => each.Name === version && isLaunchable(each))) return [];
      const problem = `It launches ${productName} ${version}, which can't be launched here.`;
      return [broken(subject, problem, publishing(hubOf(examination)))];
    }),
  );
  return findings.flat();
}

function noVersion(name: string, versions: readonly ProvisioningArtifactDetail[]): string {
  return `No version of ${name} can be launched any more; ${whatRuns(versions)}.`;
}

/** Uses that are left of a product that can't be launched. */
function whatRuns(versions: readonly ProvisioningArtifactDetail[]): string {
  const targets = versions.filter(isActive).map(({ Name }) => Name);
  const updates = targets.length > 0 ? `can be updated to ${targets.join(', ')}` : "can't be updated";
  return `what runs keeps running, ${updates} and can be terminated`;
}

function isActive({ Active }: ProvisioningArtifactDetail): boolean {
  return Active !== false;
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html */
function isLaunchable(version: ProvisioningArtifactDetail): boolean {
  return isActive(version) && version.Guidance !== 'DEPRECATED';
}

function releasing({ hubAccount }: Examination, product: string): Remedy {
  return {
    do: 'verb',
    verb: 'release',
    operands: [product, 'minor'],
    options: { notes: '<what is new>' },
    account: hubAccount,
  };
}

function hubOf({ hubAccount, region }: Examination) {
  return { id: hubAccount, region };
}
