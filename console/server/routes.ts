import type { FastifyInstance } from 'fastify';
import { CatalogError } from '../../catalog/errors';
import { callerName } from '../../operations/aws/session';
import type { OperationContext } from '../../operations/context';
import { noEvents } from '../../operations/events';
import { readForm } from '../../operations/launch/read-form';
import { chooseProduct } from '../../operations/project/choose-product';
import { compareReleases } from '../../operations/project/compare';
import { offeredProducts, productVersions } from '../../operations/project/offered-products';
import type { CarryOutRequest, ConsoleContext, LaunchRequest } from '../protocol';
import { bodySchemas } from './body-schemas';
import { planLaunchOf } from './plan-launch';
import type { Plans } from './plans';
import type { RunningOperations } from './running-operations';
import type { Targets } from './targets';

/** Parts of a console that its routes work with. */
export interface ConsoleParts extends Pick<OperationContext, 'project' | 'session' | 'signal'> {
  readonly targets: Targets;
  readonly plans: Plans;
  readonly operations: RunningOperations;
  readonly allowsChanges: boolean;
}

interface Question {
  readonly Params: { readonly id: string };
  readonly Querystring: {
    readonly region?: string;
    readonly version?: string;
    readonly from?: string;
    readonly to?: string;
    readonly after?: string;
  };
}

/** Routes of the console under `/api`. Whatever changes anything is a POST, and is planned before it is carried out. */
export function addRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { targets, plans, operations, allowsChanges, ...rest } = parts;
  const contextIn = async (region: string | undefined): Promise<OperationContext> => ({
    ...rest,
    target: await targets.in(region),
    events: noEvents,
  });

  server.get<Question>('/api/context', async ({ query }): Promise<ConsoleContext> => {
    const { target } = await contextIn(query.region);
    const { region, isLocal, endpoint } = target;
    const [account, caller] = await Promise.all([target.accountId(), callerName(target)]);
    return { account, caller, region, isLocal, endpoint, allowsChanges };
  });
  server.get<Question>('/api/products', async ({ query }) => offeredProducts(await contextIn(query.region)));
  server.get<Question>('/api/products/:id', async ({ query, params }) =>
    productVersions(await contextIn(query.region), params.id),
  );
  server.get<Question>('/api/products/:id/form', async ({ query, params }) =>
    readForm(await contextIn(query.region), await chooseProduct(params.id), query.version),
  );
  server.get<Question>('/api/products/:id/comparison', async ({ query, params }) => {
    const { from, to, comparison } = compareReleases(
      parts.project,
      await chooseProduct(params.id),
      query.from,
      query.to,
    );
    return { from, to, ...comparison };
  });
  server.post<{ Body: LaunchRequest; Querystring: Question['Querystring'] }>(
    '/api/plans',
    { schema: { body: bodySchemas.launch } },
    async ({ body, query }) => {
      const context = await contextIn(query.region);
      return plans.add(await planLaunchOf(context, body), context.target.region);
    },
  );
  server.post<Question>('/api/plans/:id/discard', async ({ params }) => {
    await plans.discard(params.id);
    return {};
  });
  server.post<{ Body: CarryOutRequest; Params: Question['Params'] }>(
    '/api/plans/:id/carry-out',
    { schema: { body: bodySchemas.carryOut } },
    async ({ body, params }) => {
      if (!allowsChanges) {
        throw new CatalogError(
          'read-only',
          'This console only shows and plans: whoever started it did so without --allow-changes.',
        );
      }
      const plan = plans.take(params.id, body);
      return { operation: operations.start(plan, await contextIn(plan.view.region)) };
    },
  );
  server.get('/api/operations', async () => operations.list());
  server.get<Question>('/api/operations/:id', async ({ params, query }) =>
    operations.view(params.id, Number(query.after ?? 0) || 0),
  );
}
