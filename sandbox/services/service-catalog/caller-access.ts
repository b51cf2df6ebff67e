import { inputText } from '../../kernel/input-text';
import type { AskedResource, CallScope, OperationCall, ServiceAccess } from '../../kernel/service-access';
import { portfolios, products } from './catalog/state';
import { catalogArn } from './ids';
import type { Owned } from './launch/access-level';
import { plans, provisionedProductNames, provisionedProducts, records } from './launch/state';

/**
 * Resources that calls of Service Catalog are about, for IAM. Portfolios and products have ARNs of `catalog`, in the account that made
 * them. What is to be made is `arn:aws:catalog:<region>:<account>:*`, and calls that take no resource are about
 * `arn:aws:servicecatalog:<region>:<account>:*` of every kind: so AWS's refusals name them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsservicecatalog.html
 * @see https://github.com/awslabs/service-workbench-on-aws/issues/888
 * @see https://github.com/aws-samples/aws-service-catalog-tools-workshop/issues/61
 */
export const serviceCatalogAccess: ServiceAccess = {
  resources(asked, types) {
    const { operation, input, accountId, region } = asked;
    if (types.length === 0) return [{ arn: `arn:aws:servicecatalog:${region}:${accountId}:*/*` }];
    if (operation === 'CreatePortfolio' || operation === 'CreateProduct') {
      return [{ arn: `arn:aws:catalog:${region}:${accountId}:*` }];
    }
    if (types.length > 1) {
      const id = inputText(input, 'ResourceId') ?? '*';
      return [id.startsWith('port-') ? portfolio(asked, id) : product(asked, id)];
    }
    if (types[0] === 'Portfolio')
      return [portfolio(asked, inputText(input, 'PortfolioId') ?? inputText(input, 'Id') ?? '*')];
    const id =
      inputText(input, 'ProductId') ?? (/Product(AsAdmin)?$/.test(operation) ? inputText(input, 'Id') : undefined);
    return [product(asked, id ?? '*')];
  },

  keyValue(key, asked) {
    const level = LEVELS.indexOf(key);
    if (level === -1) return undefined;
    return level >= levelOf(asked) ? 'self' : [];
  },
};

/**
 * Keys that say how far from the caller's own a call reaches: what the session launched, what the role did, what anybody in
 * the account did. A nearer call is also one of the wider levels.
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/security_iam_service-with-iam-id-based-policies-examples.html
 */
const LEVELS: readonly string[] = [
  'servicecatalog:userlevel',
  'servicecatalog:rolelevel',
  'servicecatalog:accountlevel',
];

/** Access levels that lists are asked for, in the order of {@link LEVELS}. */
const FILTERS: readonly string[] = ['User', 'Role', 'Account'];

/**
 * Lists that are the account's where no filter says otherwise; the others are the caller's own.
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_SearchProvisionedProducts.html
 */
const WIDE_LISTS: ReadonlySet<string> = new Set(['SearchProvisionedProducts']);

/** Place among {@link LEVELS} of what a call reaches: of a list by its filter, else by the owner of what it names. */
function levelOf(asked: OperationCall): number {
  const { operation, input, caller } = asked;
  if (/^(List|Scan|Search)/.test(operation)) {
    const { AccessLevelFilter: filter } = input as { AccessLevelFilter?: { Key?: string } };
    const key = filter?.Key ?? (WIDE_LISTS.has(operation) ? 'Account' : 'User');
    return FILTERS.indexOf(key);
  }
  const owned = ownedBy(asked);
  // What isn't there is nobody else's: the operation says that it is missing.
  if (owned === undefined || owned.userArnSession === caller.arn) return 0;
  return owned.userArn === (caller.roleArn ?? caller.arn) ? 1 : 2;
}

/** The record, plan or provisioned product that a call names. */
function ownedBy({ operation, input, db, accountId, region }: OperationCall): Owned | undefined {
  const at = (id: string | undefined) => [accountId, region, id ?? ''];
  if (operation === 'DescribeRecord') return db.get(records, at(inputText(input, 'Id')));
  const planId = inputText(input, 'PlanId');
  if (planId !== undefined) return db.get(plans, at(planId));
  const name = inputText(input, 'ProvisionedProductName') ?? inputText(input, 'Name');
  const id = inputText(input, 'ProvisionedProductId') ?? inputText(input, 'Id');
  return db.get(provisionedProducts, at(id ?? db.get(provisionedProductNames, at(name))));
}

function portfolio({ db, region, accountId }: CallScope, id: string): AskedResource {
  const row = db.get(portfolios, [region, id]);
  return { arn: catalogArn(region, row?.accountId ?? accountId, 'portfolio', id), tags: row?.tags };
}

function product({ db, region, accountId }: CallScope, id: string): AskedResource {
  const row = db.get(products, [region, id]);
  return { arn: catalogArn(region, row?.accountId ?? accountId, 'product', id), tags: row?.tags };
}
