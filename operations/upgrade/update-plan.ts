import type {
  DescribeProvisioningParametersCommandOutput,
  ResourceChange,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { scalarText } from '../../catalog/template';
import { refuseBadValues, updateParameters } from '../launch/launch-form';
import { createPlan, deletePlan } from '../launch/provisioning-plan';
import type { ChosenUpdate } from './choose-update';
import { answerNew } from './new-answers';
import { type ProductPlan, productPlan, templatesOf } from './product-plan';
import type { RunningProduct } from './running-product';
import type { Session } from './session';
import { defaultsOf } from './tier-answers';
import { planTiers } from './tier-plans';

/** What a version asks. */
export type UpdateForm = Pick<DescribeProvisioningParametersCommandOutput, 'ProvisioningArtifactParameters'>;

/** One update that somebody has asked for. */
export interface WantedUpdate {
  readonly running: RunningProduct;
  readonly choice: ChosenUpdate;
  /** The form of the version that is to run. */
  readonly form: UpdateForm;
  /** Answers that change. */
  readonly given: Readonly<Record<string, string>>;
}

/** An update that is planned, and can be carried out. */
export interface PlannedUpdate {
  readonly wanted: WantedUpdate;
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** AWS's plan. `unchanged`: AWS has nothing to change in the stack; `later`: AWS can't plan it before another update. */
  readonly plan: { readonly id: string } | 'unchanged' | 'later';
  /** The product's own plan, and those of the tiers that its stack has launched. */
  readonly products: readonly [ProductPlan, ...ProductPlan[]];
}

/** The form of the version that a provisioned product is to run. Of a hidden one that runs already, as its template asks. */
export async function formOf(
  { target }: Pick<Session, 'target'>,
  { productId, pathId, stack }: RunningProduct,
  { artifactId, direction }: Pick<ChosenUpdate, 'artifactId' | 'direction'>,
): Promise<UpdateForm> {
  const serviceCatalog = await target.serviceCatalog();
  try {
    return await serviceCatalog.describeProvisioningParameters({
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      PathId: pathId,
    });
  } catch (error) {
    const isHidden = error instanceof Error && error.name === 'ResourceNotFoundException';
    if (!isHidden || direction !== 'same' || !stack) throw error;
    const asked = Object.entries(stack.template.Parameters ?? {});
    return {
      ProvisioningArtifactParameters: asked.map(([ParameterKey, { Default, AllowedValues }]) => ({
        ParameterKey,
        DefaultValue: scalarText(Default),
        ParameterConstraints: { AllowedValues: AllowedValues?.map(String) },
      })),
    };
  }
}

/**
 * Plans an update: has AWS plan it, and joins that with our comparison. Whoever asks for it carries the plan out or
 * deletes it.
 *
 * @param mayWait whether other updates come first, which this one may need: what AWS can't plan yet is planned later
 * @throws `CatalogError` `missing-parameter`, `bad-value`, `plan-failed`, …
 */
export async function planUpdate(session: Session, wanted: WantedUpdate, mayWait: boolean): Promise<PlannedUpdate> {
  const { running, choice, form } = wanted;
  const { target, shell } = session;
  const previous = await previousAnswers(session, running);
  const given = await answerNew(shell, running.name, form, wanted.given, new Set(Object.keys(previous)));
  const parameters = updateParameters(form, given, new Set(Object.keys(previous)));
  const { after } = templatesOf(session, running, choice.version);
  const kept = Object.fromEntries(
    (form.ProvisioningArtifactParameters ?? []).flatMap(({ ParameterKey: key = '' }) =>
      previous[key] === undefined ? [] : [[key, previous[key]]],
    ),
  );
  const values = { ...defaultsOf(after), ...kept, ...given };
  if (after && running.stack) refuseBadValues(after, values);
  const { name, id, productId, pathId } = running;
  const remarks = [...choice.warnings];
  let planId: string | undefined;
  let changes: readonly ResourceChange[] | undefined;
  try {
    const plan = await createPlan(
      { target },
      { name, id, productId, artifactId: choice.artifactId, pathId, parameters },
    );
    planId = plan.id;
    changes = plan.changes;
  } catch (error) {
    if (!mayWait || !(error instanceof CatalogError) || error.code !== 'plan-failed') throw error;
    remarks.push(`Worked out here, and planned by AWS once the others are updated: ${error.message}`);
  }
  try {
    const to = choice.version;
    const own = productPlan(session, { running, to, values, changes, remarks });
    const tiers = await planTiers(session, { running, to, values, changes: changes ?? [] });
    const plan = planId === undefined ? (changes ? 'unchanged' : 'later') : { id: planId };
    return { wanted: { ...wanted, given }, parameters, plan, products: [own, ...tiers] };
  } catch (error) {
    if (planId !== undefined) await deletePlan(target, planId);
    throw error;
  }
}

/** What runs was answered: by its stack; where that is closed, at least what its version asks, each with a guess. */
async function previousAnswers(session: Session, running: RunningProduct): Promise<Readonly<Record<string, string>>> {
  if (running.stack) return running.stack.parameters;
  const form = await formOf(session, running, { artifactId: running.artifactId, direction: 'same' });
  const asked = form.ProvisioningArtifactParameters ?? [];
  return Object.fromEntries(asked.map(({ ParameterKey = '', DefaultValue = '' }) => [ParameterKey, DefaultValue]));
}
