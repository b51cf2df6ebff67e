import type { PrincipalType } from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../../kernel/page';
import { findExisting } from '../../cloudformation';
import { findRole } from '../../iam';
import { acceptedNodeShares, visiblePortfolio } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { pageRequest } from '../page-request';
import { quotas } from '../quotas';
import { invalid, limitExceeded, notFound } from '../refusals';
import { type PortfolioRow, principals } from './state';

/** Operations on the principals of portfolios. */
export const principalOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociatePrincipalWithPortfolio.html: for an imported
   * portfolio too, since principals aren't inherited. What is associated already is no error.
   */
  AssociatePrincipalWithPortfolio(input, call) {
    const { db, region, accountId } = call;
    const portfolio = visiblePortfolio(call, input.PortfolioId);
    const { PrincipalARN: arn = '', PrincipalType: type = 'IAM' } = input;
    if (type === 'IAM') checkPrincipal(call, arn);
    else checkPattern(arn);
    const scope = [region, portfolio.id, accountId];
    if (db.get(principals, [...scope, arn]) !== undefined) return {};
    const rows = db.list(principals, scope);
    if (rows.length >= quotas.principalsPerPortfolio) {
      throw limitExceeded('principals per portfolio', quotas.principalsPerPortfolio);
    }
    const patterns = rows.filter(({ value }) => value === 'IAM_PATTERN').length;
    if (type === 'IAM_PATTERN' && patterns >= quotas.principalPatternsPerPortfolio) {
      throw limitExceeded('IAM_PATTERN principals per portfolio', quotas.principalPatternsPerPortfolio);
    }
    db.put(principals, [...scope, arn], type);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisassociatePrincipalFromPortfolio.html */
  DisassociatePrincipalFromPortfolio(input, call) {
    const portfolio = visiblePortfolio(call, input.PortfolioId);
    const key = [call.region, portfolio.id, call.accountId, input.PrincipalARN ?? ''];
    const type = call.db.get(principals, key);
    if (type === undefined || type !== (input.PrincipalType ?? type)) {
      throw notFound(`Principal ${input.PrincipalARN} is not associated with portfolio ${portfolio.id}.`);
    }
    call.db.remove(principals, key);
    return {};
  },

  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListPrincipalsForPortfolio.html: the account's own, and the
   * patterns that are shared with it.
   */
  ListPrincipalsForPortfolio(input, call) {
    const portfolio = visiblePortfolio(call, input.PortfolioId);
    const rows = call.db.list(principals, [call.region, portfolio.id, call.accountId]);
    const all = new Map<string, PrincipalType>();
    for (const { arn, type } of sharedPrincipals(call, portfolio)) all.set(arn, type);
    for (const { key, value } of rows) all.set(String(key[3]), value);
    const { items, next } = pageOf([...all], ([arn]) => arn, pageRequest(input, 'ListPrincipalsForPortfolio'));
    return {
      Principals: items.map(([PrincipalARN, PrincipalType]) => ({ PrincipalARN, PrincipalType })),
      NextPageToken: next,
    };
  },
} satisfies CatalogOperations;

/**
 * The principals that a portfolio's owner shares with the account: its patterns, where the organization's share says so.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html `SharePrincipals`
 */
export function sharedPrincipals(
  call: CatalogCall,
  { id, accountId: owner }: PortfolioRow,
): { readonly arn: string; readonly type: 'IAM_PATTERN' }[] {
  const { db, accountId, region } = call;
  if (owner === accountId || !acceptedNodeShares(call, id).some(({ sharePrincipals }) => sharePrincipals)) return [];
  return db
    .list(principals, [region, id, owner])
    .filter(({ value }) => value === 'IAM_PATTERN')
    .map(({ key }) => ({ arn: String(key[3]), type: 'IAM_PATTERN' }));
}

/** Whether a principal that is associated as `type` and `arn` is the role behind `roleArn`. */
export function matchesPrincipal(type: string, arn: string, roleArn: string): boolean {
  if (type === 'IAM') return arn === roleArn;
  const [, partition, , , , ...resource] = arn.split(':');
  const [, ownPartition, , , , ...ownResource] = roleArn.split(':');
  return partition === ownPartition && wildcard(resource.join(':')).test(ownResource.join(':'));
}

/** AWS's wildcards: `*` is any characters, slashes too; `?` is one character or none. */
function wildcard(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.?');
  return new RegExp(`^${source}$`, 's');
}

/**
 * An `IAM` principal must exist. The sandbox keeps roles; users and groups are those that stacks made. Its default role exists
 * unmade.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html (the note on principals)
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/33038 (AWS's answer to a pattern)
 */
function checkPrincipal({ db, accountId, region, parts }: CatalogCall, arn: string): void {
  const [, account, resource] = /^arn:aws[a-z-]*:iam::(\d{12}|):((?:role|user|group)\/.+)$/.exec(arn) ?? [];
  if (!resource) throw invalid(`Invalid principal ARN ${arn}: it must be the ARN of an IAM principal.`);
  if (account !== accountId) {
    throw notFound(`Resource not found, caller account id (${accountId}) does not match input account id (${account})`);
  }
  const name = resource.split('/').at(-1) ?? '';
  const [kind = ''] = resource.split('/');
  const type = MADE_BY_STACKS[kind];
  const exists =
    type === undefined
      ? findRole(db, account, name)?.arn === arn || resource === `role/${parts.defaultRoleName}`
      : findExisting(db, { accountId, region }, type, name) !== undefined;
  if (!exists) throw invalid(`Principal ${arn} does not exist in account ${accountId}.`);
}

const MADE_BY_STACKS: Readonly<Record<string, string>> = { group: 'AWS::IAM::Group', user: 'AWS::IAM::User' };

function checkPattern(arn: string): void {
  if (!/^arn:aws[a-z-]*:iam:::(role|user|group)\/.+$/.test(arn)) {
    throw invalid(
      `Invalid principal ARN ${arn}: an IAM_PATTERN must be of the form arn:partition:iam:::resource-type/resource-id.`,
    );
  }
}
