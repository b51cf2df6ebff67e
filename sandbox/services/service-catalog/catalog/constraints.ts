import type { ConstraintDetail, CreateConstraintOutput } from '@aws-sdk/client-service-catalog';
import { pageOfRows } from '../../../kernel/page';
import { ownPortfolio, seesPortfolio, visiblePortfolio } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { newId } from '../ids';
import { pageRequest } from '../page-request';
import { quotas } from '../quotas';
import { accessDenied, duplicate, invalid, limitExceeded, notFound } from '../refusals';
import { checkLaunchRole, constraintType, readParameters } from './constraint-parameters';
import {
  type ConstraintRow,
  type ConstraintType,
  constraintPlaces,
  constraints,
  portfolios,
  productsOfPortfolio,
} from './state';

/** Operations on constraints. */
export const constraintOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateConstraint.html */
  CreateConstraint(input, call) {
    return once(call, 'CreateConstraint', input, 'IdempotencyToken', () => {
      const { db, region, accountId } = call;
      const portfolio = ownPortfolio(call, input.PortfolioId, 'CreateConstraint');
      const productId = input.ProductId ?? '';
      if (!db.get(productsOfPortfolio, [region, portfolio.id, productId])) {
        throw notFound(`Product ${productId} is not associated with portfolio ${portfolio.id}.`);
      }
      const type = constraintType(input.Type);
      checkLaunchRole(call, readParameters(type, input.Parameters ?? ''));
      refuseConflict(type, constraintsOn(call, portfolio.id, productId));
      const row: ConstraintRow = {
        id: newId('cons'),
        owner: accountId,
        type,
        description: input.Description,
        portfolioId: portfolio.id,
        productId,
        parameters: input.Parameters ?? '',
      };
      db.put(constraints, [region, portfolio.id, productId, row.id], row);
      db.put(constraintPlaces, [region, row.id], [portfolio.id, productId]);
      return answer(row);
    });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateConstraint.html */
  UpdateConstraint(input, call) {
    const before = ownConstraint(call, input.Id, 'UpdateConstraint');
    if (input.Parameters !== undefined) checkLaunchRole(call, readParameters(before.type, input.Parameters));
    const row: ConstraintRow = {
      ...before,
      description: input.Description ?? before.description,
      parameters: input.Parameters ?? before.parameters,
    };
    call.db.put(constraints, [call.region, row.portfolioId, row.productId, row.id], row);
    return answer(row);
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteConstraint.html */
  DeleteConstraint(input, call) {
    const row = ownConstraint(call, input.Id, 'DeleteConstraint');
    call.db.remove(constraints, [call.region, row.portfolioId, row.productId, row.id]);
    call.db.remove(constraintPlaces, [call.region, row.id]);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeConstraint.html */
  DescribeConstraint(input, call) {
    return answer(visibleConstraint(call, input.Id));
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListConstraintsForPortfolio.html */
  ListConstraintsForPortfolio(input, call) {
    const portfolio = visiblePortfolio(call, input.PortfolioId);
    const { items, next } = pageOfRows(
      call.db,
      constraints,
      [call.region, portfolio.id],
      pageRequest(input, 'ListConstraintsForPortfolio'),
      ({ value }) => input.ProductId === undefined || value.productId === input.ProductId,
    );
    return { ConstraintDetails: items.map(({ value }) => detail(value)), NextPageToken: next };
  },
} satisfies CatalogOperations;

/** The constraints on a product in a portfolio. */
export function constraintsOn({ db, region }: CatalogCall, portfolioId: string, productId: string): ConstraintRow[] {
  return db.list(constraints, [region, portfolioId, productId]).map(({ value }) => value);
}

/**
 * The constraints that a launch from a portfolio obeys: those on the product there and, where it was added from an imported
 * portfolio, those that its owner put on it. Of a kind that a product has only once the local one is in force.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing.html
 */
export function constraintsInForce(call: CatalogCall, portfolioId: string, productId: string): ConstraintRow[] {
  const local = constraintsOn(call, portfolioId, productId);
  const source = call.db.get(productsOfPortfolio, [call.region, portfolioId, productId])?.sourcePortfolioId;
  const imported = source === undefined ? [] : constraintsOn(call, source, productId);
  const overridden = (type: ConstraintType) =>
    local.some((row) => SINGLE.includes(row.type) && (row.type === type || row.type === EXCLUDES[type]));
  return [...local, ...imported.filter(({ type }) => !overridden(type))];
}

/** Kinds that a product can have only once in a portfolio. */
const SINGLE: readonly ConstraintType[] = ['LAUNCH', 'STACKSET', 'RESOURCE_UPDATE'];

/** Kinds that a product can't have both in a portfolio. */
const EXCLUDES: Partial<Record<ConstraintType, ConstraintType>> = { LAUNCH: 'STACKSET', STACKSET: 'LAUNCH' };

function refuseConflict(type: ConstraintType, present: readonly ConstraintRow[]): void {
  if (present.length >= quotas.constraintsPerProductAndPortfolio) {
    throw limitExceeded('constraints per product and portfolio', quotas.constraintsPerProductAndPortfolio);
  }
  if (SINGLE.includes(type) && present.some((row) => row.type === type)) {
    throw duplicate(`A ${type} constraint already exists for this product and portfolio.`);
  }
  if (present.some((row) => row.type === EXCLUDES[type])) {
    throw invalid('You cannot have both a LAUNCH and a STACKSET constraint on a product and portfolio.');
  }
}

function visibleConstraint(call: CatalogCall, id = ''): ConstraintRow {
  const { db, region } = call;
  const place = db.get(constraintPlaces, [region, id]);
  const row = place && db.get(constraints, [region, ...place, id]);
  const portfolio = row && db.get(portfolios, [region, row.portfolioId]);
  if (!portfolio || !seesPortfolio(call, portfolio)) throw notFound(`Constraint ${id} not found.`);
  return row;
}

function ownConstraint(call: CatalogCall, id: string | undefined, operation: string): ConstraintRow {
  const row = visibleConstraint(call, id);
  if (row.owner !== call.accountId) throw accessDenied(operation);
  return row;
}

function answer(row: ConstraintRow): CreateConstraintOutput {
  return { ConstraintDetail: detail(row), ConstraintParameters: row.parameters, Status: 'AVAILABLE' };
}

function detail(row: ConstraintRow): ConstraintDetail {
  return {
    ConstraintId: row.id,
    Type: row.type,
    Description: row.description,
    Owner: row.owner,
    ProductId: row.productId,
    PortfolioId: row.portfolioId,
  };
}
