import { randomUUID } from 'node:crypto';
import type {
  ProvisionedProductPlanDetails,
  ResourceChange,
  ServiceCatalog,
  Tag,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import type { OperationContext } from '../context';
import { awsCommand } from './aws-command';
import type { AwsTarget } from './aws-target';
import { pages } from './pages';
import { callerName, newSession, PROCESS_SESSION } from './session';

/** Plan that AWS is asked for: of a launch, or of the update of what has that name already. */
export interface PlanRequest {
  /** Of the provisioned product. */
  readonly name: string;
  /** Of the provisioned product where there is one already: a plan that was left on it is in the way. */
  readonly id: string | undefined;
  readonly productId: string;
  readonly artifactId: string;
  readonly pathId: string | undefined;
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** @default - those of the provisioned product stay */
  readonly tags?: readonly Tag[];
}

/** Context that a plan of AWS's is made in. */
export type PlanContext = Pick<OperationContext, 'target' | 'session' | 'signal'>;

/** A plan that AWS has made. */
export interface AwsPlan {
  /** Undefined when AWS has nothing to change, and so made none. */
  readonly id: string | undefined;
  readonly changes: readonly ResourceChange[];
}

/** Age from which a plan of ours is one that a killed run has left. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Milliseconds between two looks at a plan. */
const LOCAL_PAUSE_MS = 50;
const AWS_PAUSE_MS = 3000;

/** https://github.com/awslabs/aws-service-catalog-puppet/issues/165 */
const UNCHANGED = /didn't contain changes/;

/**
 * Has AWS plan a launch or an update; whoever asks for it executes or deletes it. There can be only one plan on a provisioned
 * product: one of the same session makes room, and so does one of ours that a killed run left. Anybody else's stays, since
 * somebody may be reading it.
 *
 * A plan that is stopped on the way is deleted once it is made: it stands on a change set, and CloudFormation may refuse to
 * delete one that is still being made.
 *
 * @throws `CatalogError` `plan-failed` with AWS's reason; `foreign-plan` where somebody else has planned something; the
 * signal's reason when it was stopped
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisionedProductPlan.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html
 */
export async function createPlan(context: PlanContext, request: PlanRequest): Promise<AwsPlan> {
  const { target } = context;
  const serviceCatalog = await target.serviceCatalog();
  await clearPlans(serviceCatalog, context, request);
  context.signal?.throwIfAborted();
  const { PlanId: id = '' } = await serviceCatalog.createProvisionedProductPlan({
    PlanName: await planName(context),
    PlanType: 'CLOUDFORMATION',
    ProductId: request.productId,
    ProvisioningArtifactId: request.artifactId,
    PathId: request.pathId,
    ProvisionedProductName: request.name,
    ProvisioningParameters: [...request.parameters],
    Tags: request.tags && [...request.tags],
    IdempotencyToken: randomUUID(),
  });
  try {
    const problem = await waitForPlan(serviceCatalog, id, target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS);
    context.signal?.throwIfAborted();
    if (problem === undefined) return { id, changes: await plannedChanges(serviceCatalog, id) };
    if (!UNCHANGED.test(problem)) throw new CatalogError('plan-failed', `AWS can't plan this: ${problem}`);
  } catch (error) {
    await deletePlan(target, id);
    throw error;
  }
  await deletePlan(target, id);
  return { id: undefined, changes: [] };
}

/**
 * Carries a plan out.
 *
 * @returns id of the record
 */
export async function executePlan(target: AwsTarget, id: string): Promise<string> {
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail } = await serviceCatalog.executeProvisionedProductPlan({
    PlanId: id,
    IdempotencyToken: randomUUID(),
  });
  return RecordDetail?.RecordId ?? '';
}

/** Deletes a plan that is not to be carried out. */
export async function deletePlan(target: AwsTarget, id: string): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  await serviceCatalog.deleteProvisionedProductPlan({ PlanId: id });
}

/** Deletes a plan, unless it was carried out. */
export async function discardPlan(target: AwsTarget, id: string): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  if (!wasCarriedOut(await describePlan(serviceCatalog, id))) await deletePlan(target, id);
}

function wasCarriedOut({ Status }: ProvisionedProductPlanDetails): boolean {
  return Status?.startsWith('EXECUTE_') ?? false;
}

async function describePlan(serviceCatalog: ServiceCatalog, PlanId: string): Promise<ProvisionedProductPlanDetails> {
  const { ProvisionedProductPlanDetails: plan = {} } = await serviceCatalog.describeProvisionedProductPlan({ PlanId });
  return plan;
}

async function clearPlans(
  serviceCatalog: ServiceCatalog,
  { target, session = PROCESS_SESSION }: PlanContext,
  { id, name }: PlanRequest,
): Promise<void> {
  if (id === undefined) return;
  const left = await pages(
    (PageToken) =>
      serviceCatalog.listProvisionedProductPlans({
        ProvisionProductId: id,
        AccessLevelFilter: { Key: 'Account', Value: 'self' },
        PageToken,
      }),
    'ProvisionedProductPlans',
  );
  for (const { PlanId = '' } of left) {
    const plan = await describePlan(serviceCatalog, PlanId);
    // One that was carried out makes room by itself.
    if (wasCarriedOut(plan)) continue;
    const maker = makerOf(plan.PlanName);
    const isAbandoned = Date.now() - (plan.CreatedTime?.getTime() ?? 0) > ABANDONED_MS;
    if (maker === undefined || (maker.session !== session && !isAbandoned))
      throw foreignPlan(target, name, plan, maker?.who);
    await serviceCatalog.deleteProvisionedProductPlan({ PlanId });
  }
}

/** Name of a plan of ours: the session and who works in it, so that others know what it is. */
async function planName({ target, session = PROCESS_SESSION }: PlanContext): Promise<string> {
  const who = (await callerName(target)).replace(/[^\w.-]/g, '.').slice(0, 64);
  return `catalog-${session}-${newSession()}-${who}`;
}

/** Session and person in the name of a plan of ours; undefined of any other plan. */
function makerOf(planName = ''): { readonly session: string; readonly who: string | undefined } | undefined {
  const [, session, who] = /^catalog-([0-9a-f]{8})-(?:[0-9a-f]{8}-(.+))?/.exec(planName) ?? [];
  return session === undefined ? undefined : { session, who };
}

function foreignPlan(
  { region }: Pick<AwsTarget, 'region'>,
  name: string,
  { PlanId = '', PlanName, CreatedTime }: ProvisionedProductPlanDetails,
  who = 'somebody else',
): CatalogError {
  const when = CreatedTime === undefined ? '' : ` on ${CreatedTime.toISOString()}`;
  return new DetailedError(
    'foreign-plan',
    `${name} has the plan ${PlanName}, which ${who} has made${when}, and can have only one; wait until it is carried out, or ` +
      'ask for it to be.',
    {
      remedies: [
        {
          ...awsCommand({ region }, 'servicecatalog delete-provisioned-product-plan', { 'plan-id': PlanId }),
          label: 'Where nobody needs it, delete it',
        },
      ],
    },
  );
}

/** Waits until a plan is there; answers with AWS's reason when it can't be made. */
async function waitForPlan(
  serviceCatalog: ServiceCatalog,
  PlanId: string,
  pauseMs: number,
): Promise<string | undefined> {
  for (;;) {
    const { Status, StatusMessage } = await describePlan(serviceCatalog, PlanId);
    if (Status === 'CREATE_SUCCESS') return undefined;
    if (Status !== 'CREATE_IN_PROGRESS') return StatusMessage ?? Status ?? 'it gives no reason.';
    await new Promise((done) => setTimeout(done, pauseMs));
  }
}

function plannedChanges(serviceCatalog: ServiceCatalog, PlanId: string): Promise<ResourceChange[]> {
  return pages((PageToken) => serviceCatalog.describeProvisionedProductPlan({ PlanId, PageToken }), 'ResourceChanges');
}
