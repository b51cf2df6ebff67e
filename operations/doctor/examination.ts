import { join } from 'node:path';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { type CatalogSettings, portfolioSettings } from '../../portfolios/context';
import { projectSettings } from '../../portfolios/context-file';
import { launchRoleName } from '../../portfolios/launch-role/launch-role';
import { loadOffers } from '../../portfolios/offers/offers';
import {
  offersProduct,
  type PortfolioDefinition,
  portfolios,
  receivedProducts,
} from '../../portfolios/offers/portfolios';
import { isAmong, isDeclared } from '../../portfolios/offers/principals';
import type { Offer } from '../../portfolios/offers/published-product';
import { stackNames } from '../../portfolios/publish';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import { allProducts, chooseProducts } from '../project/choose-product';
import { type AccountView, type SeenPortfolio, viewAccount } from './account-view';

/** Stands for the hub's account in a command where nobody knows it. */
const UNKNOWN_HUB = '<account of the hub>';

/** Question that the doctor is asked. */
export interface DoctorQuestion {
  /** The account that launches; @default - that of the role, else of the credentials */
  readonly account?: string;
  /** Role to look into that account with. */
  readonly roleArn?: string;
  /** Name or ARN of the role that is to launch; @default - the caller's own */
  readonly principal?: string;
  /** Ids of products; @default - all that is released and that the launcher's portfolios offer */
  readonly product?: readonly string[];
  /** The account that publishes the catalog, 12 digits; @default - that of the context, else what is found */
  readonly hub?: string;
}

/** Role that is to launch. */
export interface Launcher {
  /** Name of the role, without its path. */
  readonly name: string;
  /** ARN of the role. Where nobody could look it up, as one without a path. */
  readonly arn: string;
  /** Whether the launching account is looked into as this role. */
  readonly isCaller: boolean;
}

/** Portfolio of the catalog, and what the launching account sees of it. */
export interface ExaminedPortfolio {
  readonly definition: PortfolioDefinition;
  /** Undefined where it isn't there, or where the account can't be looked into. */
  readonly seen?: SeenPortfolio;
}

/** All that the checks go by: what is examined, and from where. */
export interface Examination {
  readonly settings: CatalogSettings;
  /** The products that are asked about, with their releases. */
  readonly offers: readonly Offer[];
  /** All products: those that are asked about may launch others. */
  readonly catalog: readonly Offer[];
  readonly region: string;
  /** The account that launches. */
  readonly account: string;
  /** View into that account; undefined where nobody said a role to look into it with. */
  readonly launching?: AccountView;
  /** View into the hub; undefined in a receiving account, which can't look into it. */
  readonly hub?: AccountView;
  /** The hub's account, or words for it. */
  readonly hubAccount: string;
  readonly launcher: Launcher;
  /** The portfolios that the launcher is meant to launch from. */
  readonly portfolios: readonly ExaminedPortfolio[];
  /** Whether the account has nothing of the catalog yet, of a hub or of a spoke, and nobody has said which it is to be. */
  readonly isUnused?: boolean;
}

/**
 * Finds out what is to be examined, and from where.
 *
 * @throws `CatalogError` `no-role`, `wrong-account`, `no-principal`, `invalid-principal`, `unknown-product`, `hub-only`
 */
export async function openExamination(
  { project, target: own }: Pick<OperationContext, 'project' | 'target'>,
  question: DoctorQuestion,
): Promise<Examination> {
  const declared = projectSettings(project.root);
  const { hub: hubAccount = declared.hub.account } = question;
  const settings = { ...declared, hub: { ...declared.hub, ...(hubAccount !== undefined && { account: hubAccount }) } };
  const chosen = await chooseProducts(question.product ?? []);
  const catalog = loadOffers(join(project.root, 'products'), await allProducts());
  const ownAccount = await own.accountId();
  const target = question.roleArn === undefined ? own : await own.assume(question.roleArn);
  const reached = await target.accountId();
  const account = question.account ?? reached;
  if (question.roleArn !== undefined && account !== reached) {
    throw new CatalogError('wrong-account', `The role is one of account ${reached}, and not of ${account}.`);
  }
  const launching = account === reached ? viewAccount(target, account) : undefined;
  const ownView = viewAccount(own, ownAccount);
  const isUnused = ownAccount === account && hubAccount === undefined && (await hasNothing(ownView, catalog));
  const isHub = ownAccount !== account || (!isUnused && (await isHubAccount(ownView, settings)));
  const launcher = await findLauncher(question, account, target, launching);
  const examination = {
    settings,
    offers: catalog.filter(({ product }) => chosen.includes(product)),
    catalog,
    region: own.region,
    account,
    launcher,
    ...(isUnused && { isUnused }),
    hubAccount: isHub ? ownAccount : (settings.hub.account ?? (await receivedPortfolio(ownView))?.owner ?? UNKNOWN_HUB),
    ...(launching && { launching }),
    ...(isHub && { hub: launching && ownAccount === account ? launching : ownView }),
  };
  if (question.product !== undefined && account !== examination.hub?.id) refuseHubOnly(examination);
  const meant = await chosenPortfolios(examination);
  if (question.product !== undefined) return { ...examination, portfolios: meant };
  const offers = examination.offers.filter(
    ({ product, releases }) =>
      releases.length > 0 && meant.some(({ definition }) => offersProduct(definition, product)),
  );
  return { ...examination, offers, portfolios: meant };
}

/** Nobody can launch elsewhere what acts on the hub. */
function refuseHubOnly({ offers, account }: Pick<Examination, 'offers' | 'account'>): void {
  const received = receivedProducts(offers.map(({ product }) => product));
  const missing = offers.find(({ product }) => !received.includes(product))?.product;
  if (missing === undefined) return;
  const message = `${missing.name} is launched in the account of the catalog only, and not in ${account}; ask about it there.`;
  throw new CatalogError('hub-only', message);
}

/** The hub is what the context says; else an account that neither receives a portfolio nor has a spoke. */
async function isHubAccount(view: AccountView, { hub }: CatalogSettings): Promise<boolean> {
  if (hub.account !== undefined) return hub.account === view.id;
  return (await receivedPortfolio(view)) === undefined && (await view.stack(stackNames.spoke)) === undefined;
}

/** Whether an account has neither a portfolio, nor a stack, nor a launch role of the catalog; roles are of all regions. */
async function hasNothing(view: AccountView, catalog: readonly Offer[]): Promise<boolean> {
  const names = portfolios.map(({ name }) => name);
  if ((await view.portfolios()).some(({ name }) => names.includes(name))) return false;
  const stacks = await Promise.all(Object.values(stackNames).map((name) => view.stack(name)));
  if (stacks.some((stack) => stack !== undefined)) return false;
  const roles = catalog.map(({ product }) => view.role(launchRoleName(product.id)).catch(() => undefined));
  return (await Promise.all(roles)).every((role) => role === undefined);
}

async function receivedPortfolio(view: AccountView): Promise<SeenPortfolio | undefined> {
  const names = portfolios.map(({ name }) => name);
  return (await view.portfolios()).find(({ isOwn, name }) => !isOwn && names.includes(name));
}

async function findLauncher(
  { principal, roleArn }: DoctorQuestion,
  account: string,
  target: AwsTarget,
  launching: AccountView | undefined,
): Promise<Launcher> {
  if (principal === undefined && (roleArn !== undefined || launching === undefined)) {
    throw new DetailedError('no-principal', `Say which role of account ${account} is to launch.`, {
      remedies: [{ do: 'again', options: { principal: '<role>' } }],
    });
  }
  const callerArn = await target.callerArn();
  const caller = roleName(callerArn);
  const name = principal === undefined ? caller : roleName(principal);
  if (name === undefined) {
    const given = principal ?? callerArn;
    throw new CatalogError('invalid-principal', `A principal is the name or the ARN of a role, got: ${given}.`);
  }
  const role = await launching?.role(name).catch(() => undefined);
  const isArn = principal !== undefined && /^arn:[^:]+:iam:/.test(principal);
  const [, partition] = callerArn.split(':');
  const arn = role?.Arn ?? (isArn ? principal : `arn:${partition}:iam::${account}:role/${name}`);
  return { name, arn, isCaller: launching !== undefined && name === caller };
}

/** The name in a role's name, its ARN, or the ARN of one of its sessions. */
function roleName(text: string): string | undefined {
  const [, session] = /^arn:[^:]+:sts::\d{12}:assumed-role\/([^/]+)\/.+$/.exec(text) ?? [];
  const [, role] = /^arn:[^:]+:iam::\d{12}:role\/(?:.+\/)?([^/]+)$/.exec(text) ?? [];
  return session ?? role ?? (/^[\w+=,.@-]{1,64}$/.test(text) ? text : undefined);
}

/**
 * The portfolios that the launcher is meant to launch from: of those that offer what is asked about, and that the account has
 * or is said to have, the ones that name the role; all of them where none does.
 */
async function chosenPortfolios(examination: Omit<Examination, 'portfolios'>): Promise<ExaminedPortfolio[]> {
  const { launching, settings, launcher, account, offers } = examination;
  const isHub = account === examination.hub?.id;
  const seenHere = (await launching?.portfolios()) ?? [];
  const offering = portfolios.filter(
    (definition) =>
      (isHub || !definition.isHubOnly) && offers.some(({ product }) => offersProduct(definition, product)),
  );
  const all = offering.map((definition): ExaminedPortfolio => {
    const seen = seenHere.find(({ name, isOwn }) => name === definition.name && isOwn === isHub);
    return { definition, ...(seen && { seen }) };
  });
  const offered = all.filter(
    ({ definition: { id }, seen }) =>
      isHub || seen !== undefined || portfolioSettings(settings, id).accounts.includes(account),
  );
  const candidates = offered.length > 0 ? offered : all;
  const meant: ExaminedPortfolio[] = [];
  for (const portfolio of candidates) {
    const principals = (portfolio.seen && (await launching?.principals(portfolio.seen.id))) ?? [];
    const { roles } = settings[portfolio.definition.id];
    if (isDeclared(roles, launcher.arn) || isAmong(principals, launcher.arn)) meant.push(portfolio);
  }
  return meant.length > 0 ? meant : candidates;
}
