import type { ServiceQuotas } from '@aws-sdk/client-service-quotas';
import type { EnvironmentType } from '../../../catalog/product';
import type { Offer } from '../../../portfolios/offers/published-product';
import { awsCommand } from '../../aws/aws-command';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { portfoliosWith } from '../find-portfolios';
import { broken, checked, type Finding, sound } from '../finding';
import { type CountedQuota, catalogLimits, countedQuotas } from '../quotas';
import { resourceCounts } from '../resource-counts';

/** Room that is left in a quota. */
interface Room {
  readonly used: number;
  readonly limit: number;
}

/** Checks that the account has room for one more of each product, of every type that may be launched. */
export async function checkQuotas(examination: Examination, launching: AccountView): Promise<Finding[]> {
  const { offers, catalog, portfolios } = examination;
  const types = [...new Set(portfolios.flatMap(({ definition }) => definition.environmentTypes))];
  const needs = offers.flatMap((offer) => {
    const newest = offer.releases.findLast(({ status }) => status === 'active');
    if (newest === undefined) return [];
    return types.map((type) => ({ offer, type, counts: resourceCounts(catalog, newest, type) }));
  });
  const counted = countedQuotas.filter(({ type }) => needs.some(({ counts }) => counts.has(type)));
  const findings = counted.map((quota) =>
    checked({ check: 'quota' }, async () => {
      const room = await roomFor(launching, quota);
      const asking = needs.map(({ offer, type, counts }) => ({ offer, type, more: counts.get(quota.type) ?? 0 }));
      const tight = asking.filter(({ more }) => more > 0 && room.used + more > room.limit);
      if (tight.length === 0) return [sound({ check: 'quota' }, `${room.used} of ${room.limit} ${quota.things}`)];
      return [tooSmall(launching, quota, room, tight)];
    }),
  );
  return (await Promise.all(findings)).flat();
}

function tooSmall(
  launching: AccountView,
  { service, code, things, fixed }: CountedQuota,
  { used, limit }: Room,
  tight: readonly { readonly offer: Offer; readonly type: EnvironmentType; readonly more: number }[],
): Finding {
  const asks = tight.map(({ offer, type, more }) => `${offer.product.id} (${type}) takes ${more}`);
  const desired = Math.max(...tight.map(({ more }) => used + more));
  const product =
    new Set(tight.map(({ offer }) => offer.product.id)).size === 1 ? tight[0]?.offer.product.id : undefined;
  return broken(
    { check: 'quota', ...(product && { product }) },
    `${used} of ${limit} ${things} are in use in ${launching.region}: ${asks.join(', ')}.`,
    fixed === undefined
      ? awsCommand(launching, 'service-quotas request-service-quota-increase', {
          'service-code': service,
          'quota-code': code,
          'desired-value': desired,
        })
      : { do: 'read', document: fixed, label: 'Nobody can raise it: launch with fewer, or elsewhere' },
  );
}

/** Counts what there is, whoever made it, and asks for the account's quota. */
async function roomFor({ target }: AccountView, quota: CountedQuota): Promise<Room> {
  const cloudControl = await target.cloudControl();
  let used = 0;
  let NextToken: string | undefined;
  do {
    const page = await cloudControl.listResources({ TypeName: quota.type, NextToken });
    used += page.ResourceDescriptions?.length ?? 0;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return { used, limit: await limitOf(await target.serviceQuotas(), quota) };
}

/** The account's own value; AWS's default where the account has none of its own. */
async function limitOf(quotas: ServiceQuotas, { service, code }: CountedQuota): Promise<number> {
  const asked = { ServiceCode: service, QuotaCode: code };
  const { Quota } = await quotas.getServiceQuota(asked).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NoSuchResourceException')
      return quotas.getAWSDefaultServiceQuota(asked);
    throw error;
  });
  return Quota?.Value ?? 0;
}

/** Checks that the hub has room for another product in each portfolio, and for another version of each product. */
export async function checkCatalogLimits({ offers, catalog }: Examination, hub: AccountView): Promise<Finding[]> {
  const { productsPerPortfolio, versionsPerProduct } = catalogLimits;
  const findings: Finding[] = [];
  for (const { id, name, isOwn } of await hub.portfolios()) {
    const products = isOwn ? await hub.products(id) : [];
    if (products.length < productsPerPortfolio) continue;
    const foreign = products.find((product) => catalog.every((offer) => offer.product.name !== product.name));
    findings.push(
      broken(
        { check: 'quota', portfolio: name },
        `It holds ${products.length} products, and Service Catalog takes ${productsPerPortfolio}.`,
        awsCommand(hub, 'servicecatalog disassociate-product-from-portfolio', {
          'portfolio-id': id,
          'product-id': foreign?.id ?? '<product>',
        }),
      ),
    );
  }
  for (const { product } of offers) {
    const [offering] = await portfoliosWith(hub, product);
    const { length } = offering ? await hub.versions(offering.productId) : [];
    if (length < versionsPerProduct) continue;
    findings.push(
      broken(
        { check: 'quota', product: product.id },
        `${product.name} has ${length} versions, and Service Catalog takes ${versionsPerProduct}.`,
        { do: 'verb', verb: 'retire', operands: [product.id, '<its oldest version>'], account: hub.id },
      ),
    );
  }
  return findings;
}
