import type { PortfolioShareDetail, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { Remedy } from '../../../catalog/detailed-error';
import { portfolioSettings } from '../../../portfolios/context';
import { awsCommand } from '../../aws/aws-command';
import { pages } from '../../aws/pages';
import type { AccountView } from '../account-view';
import type { Examination, ExaminedPortfolio } from '../examination';
import { broken, type Finding, type FindingSubject, sound } from '../finding';
import { movingTo, publishing } from '../write-remedy';
import { regionsWith } from './portfolio';

/** Way in which a share reaches an account. */
type Reach = 'none' | 'unaccepted' | 'account' | 'organization';

/** Shares of a portfolio that reach an account. */
export interface Reached {
  readonly reach: Reach;
  /** Ids of the nodes of the organization by which it is reached. */
  readonly nodes: readonly string[];
}

/** Checks that the portfolio is shared with the launching account, and the account has it. */
export async function checkShare(examination: Examination, portfolio: ExaminedPortfolio): Promise<Finding[]> {
  const { hub, launching, account } = examination;
  const { definition, seen } = portfolio;
  const subject = { check: 'share', portfolio: definition.name } as const;
  if (seen) return [sound(subject, seen.id)];
  if (!hub) return [await notReceived(examination, portfolio, subject)];
  const own = (await hub.portfolios()).find(({ isOwn, name }) => isOwn && name === definition.name);
  // Then there is nothing to share, which another check says.
  if (!own) return [];
  const { reach } = await reachOf(await hub.target.serviceCatalog(), own.id, account);
  const receiver = { id: account, region: hub.region };
  if (reach === 'none') return [broken(subject, ...notShared(examination, hub, portfolio, own.id))];
  if (reach === 'account' && !launching) return [sound(subject, own.id)];
  if (reach === 'organization' && !launching) return [sound(subject, `${own.id}, through the organization`)];
  return [
    broken(
      subject,
      `It is shared with account ${account}, which hasn't accepted it.`,
      accepting(receiver, own.id, reach),
    ),
  ];
}

/** Finding of an account that can't look into the hub: that nothing came. */
async function notReceived(
  examination: Examination,
  { definition: { name } }: ExaminedPortfolio,
  subject: FindingSubject,
): Promise<Finding> {
  const { launching, account, region } = examination;
  const problem = `Account ${account} receives no portfolio of that name in ${region}`;
  const elsewhere = launching ? await regionsWith(examination, launching, name) : [];
  const [first] = elsewhere;
  if (first !== undefined) {
    return broken(subject, `${problem}; it does in ${elsewhere.join(', ')}.`, movingTo(first, { id: account }));
  }
  return broken(
    subject,
    `${problem}: it isn't shared with it, or the share isn't accepted. The catalog's administrator knows the portfolio's id.`,
    accepting({ id: account, region }, '<id of the portfolio>', 'unaccepted'),
  );
}

function notShared(
  { settings, account }: Examination,
  hub: AccountView,
  { definition: { id } }: ExaminedPortfolio,
  portfolioId: string,
): readonly [string, Remedy] {
  const { accounts, organization, organizationalUnits, shareTagOptions } = portfolioSettings(settings, id);
  const problem = `It isn't shared with account ${account}`;
  const declared = accounts.includes(account);
  if (!declared && (organization || organizationalUnits.length > 0)) {
    return [`${problem}: no share with the organization reaches it.`, publishing(hub)];
  }
  if (!declared) {
    const key = `bellyfed.${id}.accounts`;
    // A share that is made by hand comes without the right to publish events, which each launch needs.
    return [`${problem}: ${key} in the context doesn't name it. Add it there, and publish.`, publishing(hub)];
  }
  return [
    `${problem}, though the context says so.`,
    awsCommand(hub, 'servicecatalog create-portfolio-share', {
      'portfolio-id': portfolioId,
      'account-id': account,
      ...(shareTagOptions && { 'share-tag-options': true }),
    }),
  ];
}

function accepting(place: { id: string; region: string }, portfolioId: string, reach: Reach): Remedy {
  return awsCommand(place, 'servicecatalog accept-portfolio-share', {
    'portfolio-id': portfolioId,
    ...(reach === 'organization' && { 'portfolio-share-type': 'AWS_ORGANIZATIONS' }),
  });
}

/**
 * Finds the shares of a portfolio that reach an account.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribePortfolioShares.html
 */
export async function reachOf(serviceCatalog: ServiceCatalog, PortfolioId: string, account: string): Promise<Reached> {
  const shares = (Type: PortfolioShareDetail['Type']) =>
    pages(
      (PageToken) => serviceCatalog.describePortfolioShares({ PortfolioId, Type, PageToken }),
      'PortfolioShareDetails',
    );
  const direct = (await shares('ACCOUNT')).find(({ PrincipalId }) => PrincipalId === account);
  const members = await shares('ORGANIZATION_MEMBER_ACCOUNT');
  const isMember = members.some(({ PrincipalId }) => PrincipalId?.split('/').at(-1) === account);
  const nodes: string[] = [];
  for (const { PrincipalId } of [...(await shares('ORGANIZATION')), ...(await shares('ORGANIZATIONAL_UNIT'))]) {
    // A node may be named by its ARN, which ends in its id.
    const OrganizationParentId = PrincipalId?.split('/').at(-1) ?? '';
    const reached = await pages(
      (PageToken) => serviceCatalog.listPortfolioAccess({ PortfolioId, OrganizationParentId, PageToken }),
      'AccountIds',
    );
    if (reached.includes(account)) nodes.push(OrganizationParentId);
  }
  if (nodes.length > 0 || isMember) return { reach: 'organization', nodes };
  if (!direct) return { reach: 'none', nodes };
  return { reach: direct.Accepted ? 'account' : 'unaccepted', nodes };
}
