import { createHash, randomBytes } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import type { Agreement } from '../../operations/agreement';
import type { OperationContext } from '../../operations/context';
import type { CarryOutRequest, PlanView } from '../protocol';
import { withoutSecrets } from './without-secrets';

/** Milliseconds after which a plan that nobody carries out is discarded. */
const PLAN_LIFE_MS = 15 * 60 * 1000;

/** Plan as whoever makes it hands it over. */
export interface MadePlan {
  readonly view: Omit<PlanView, 'id' | 'digest' | 'region'>;
  /** Answers that must stand in nothing that is told. */
  readonly secrets: readonly string[];
  /** Address of the form with the same answers. */
  readonly again?: string;
  /** @returns outputs by key */
  carryOut(context: OperationContext): Promise<Readonly<Record<string, string>>>;
  /** Deletes what AWS keeps for it. */
  discard(): Promise<void>;
}

/** Plan that is kept until somebody carries it out. */
export interface HeldPlan extends Omit<MadePlan, 'view'> {
  readonly view: PlanView;
}

/** Plans of this console that nobody has carried out yet. */
export class Plans {
  private readonly held = new Map<string, { readonly plan: HeldPlan; readonly timer: NodeJS.Timeout }>();

  /** Keeps a plan for a quarter of an hour. */
  add({ view: told, ...made }: MadePlan, region: string): PlanView {
    const view = withoutSecrets(told, made.secrets);
    const id = randomBytes(8).toString('hex');
    const digest = createHash('sha256')
      .update(JSON.stringify([view, region]))
      .digest('hex');
    const plan = { ...made, view: { ...view, id, digest, region } };
    const timer = setTimeout(() => void this.discard(id).catch(() => {}), PLAN_LIFE_MS).unref();
    this.held.set(id, { plan, timer });
    return plan.view;
  }

  /**
   * Takes a plan out, to be carried out.
   *
   * @throws `CatalogError` `plan-gone`, `other-region`, `plan-changed`, `not-agreed`; the plan stays then
   */
  take(id: string, request: CarryOutRequest): HeldPlan {
    const { plan, timer } = this.held.get(id) ?? {};
    if (plan === undefined) {
      throw new CatalogError(
        'plan-gone',
        'This plan was carried out, discarded, or is older than a quarter of an hour.',
      );
    }
    const { region, digest, agreement } = plan.view;
    if (request.region !== region) {
      throw new CatalogError('other-region', `The plan is for ${region}, and you are in ${request.region}.`);
    }
    if (request.digest !== digest) {
      throw new CatalogError('plan-changed', 'The plan that you were shown is another one: plan it again.');
    }
    refuseUnagreed(agreement, request);
    clearTimeout(timer);
    this.held.delete(id);
    return plan;
  }

  /** Discards a plan; one that isn't there any more is as good. */
  async discard(id: string): Promise<void> {
    const { plan, timer } = this.held.get(id) ?? {};
    clearTimeout(timer);
    this.held.delete(id);
    await plan?.discard();
  }

  /** Discards all of them: the console ends. */
  async discardAll(): Promise<void> {
    await Promise.allSettled([...this.held.keys()].map((id) => this.discard(id)));
  }
}

function refuseUnagreed(agreement: Agreement, { yes, typed }: CarryOutRequest): void {
  const isAgreed =
    agreement.kind === 'none' ||
    (agreement.kind === 'yes' && yes === true) ||
    (agreement.kind === 'type-name' && typed === agreement.name);
  if (!isAgreed) throw new CatalogError('not-agreed', 'Nobody has agreed to what the plan asks.');
}
