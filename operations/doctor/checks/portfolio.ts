import { offersProduct } from '../../../portfolios/offers/portfolios';
import { type AccountView, viewAccount } from '../account-view';
import type { Examination, ExaminedPortfolio } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { movingTo, publishing } from '../write-remedy';

/** Checks that the hub has the portfolio in this region, with the products in it. */
export async function checkPortfolio(
  examination: Examination,
  hub: AccountView,
  { definition }: ExaminedPortfolio,
): Promise<Finding[]> {
  const { name } = definition;
  const { offers, settings, region } = examination;
  const portfolio = (await hub.portfolios()).find((each) => each.isOwn && each.name === name);
  const subject = { check: 'portfolio', portfolio: name } as const;
  if (!portfolio) {
    const elsewhere = await regionsWith(examination, hub, name);
    const declared = settings.regions.length === 0 || settings.regions.includes(region);
    const problem = `Account ${hub.id} doesn't publish it in ${region}${declared ? '' : ', which the context leaves out'}`;
    const [first] = elsewhere;
    if (first === undefined) return [broken(subject, `${problem}.`, publishing(hub))];
    return [broken(subject, `${problem}; it is published in ${elsewhere.join(', ')}.`, movingTo(first, hub))];
  }
  const offered = (await hub.products(portfolio.id)).map((product) => product.name);
  const missing = offers.filter(({ product }) => offersProduct(definition, product) && !offered.includes(product.name));
  if (missing.length === 0) return [sound(subject, portfolio.id)];
  return missing.map(({ product }) =>
    broken({ ...subject, product: product.id }, `${name} doesn't offer ${product.name}.`, publishing(hub)),
  );
}

/** Finds the regions of the settings in which an account has a portfolio of that name, other than the one looked at. */
export async function regionsWith(
  { settings: { regions, hub }, region }: Examination,
  view: AccountView,
  name: string,
): Promise<string[]> {
  const known = [...regions, ...(hub.region ? [hub.region] : [])];
  const found = await Promise.all(
    known
      .filter((other) => other !== region)
      .map(async (other) => {
        const there = await viewAccount(await view.target.inRegion(other), view.id).portfolios();
        return there.some((portfolio) => portfolio.name === name) ? [other] : [];
      }),
  );
  return found.flat();
}
