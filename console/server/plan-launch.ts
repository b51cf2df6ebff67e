import type { Agreement } from '../../operations/agreement';
import type { OperationContext } from '../../operations/context';
import { carryOutLaunch } from '../../operations/launch/carry-out-launch';
import { launchVerb } from '../../operations/launch/launch-again';
import { planLaunch } from '../../operations/launch/plan-launch';
import type { PreparedLaunch } from '../../operations/launch/prepare-launch';
import { type LaunchPreview, previewPrepared } from '../../operations/launch/preview-launch';
import { chooseProduct } from '../../operations/project/choose-product';
import { formAddress } from '../form-address';
import type { LaunchRequest, PlannedResource } from '../protocol';
import type { MadePlan } from './plans';

/**
 * Plans a launch, AWS's plan with it, which is deleted as soon as it is read.
 *
 * @throws those of `planLaunch` and of `previewPrepared`
 */
export async function planLaunchOf(context: OperationContext, request: LaunchRequest): Promise<MadePlan> {
  const { name, version, answers, hidden, tags, path } = request;
  const product = await chooseProduct(request.product);
  const parameters = { ...answers, ...hidden };
  const { plan, agreement, discard } = await planLaunch(context, {
    ...{ product, name, version, parameters, tags },
    portfolio: path,
  });
  const preview = await previewPrepared(context, plan);
  return {
    view: viewOf(product.id, plan, preview, agreement),
    secrets: Object.values(hidden),
    again: formAddress({ product: product.id, version, name, region: context.target.region, answers }),
    carryOut: async (running) => (await carryOutLaunch(running, plan)).outputs ?? {},
    discard,
  };
}

function viewOf(
  id: string,
  plan: PreparedLaunch,
  { created, changed, replaced, removed, oneWay = [] }: LaunchPreview,
  agreement: Agreement,
): MadePlan['view'] {
  const planned = (action: PlannedResource['action'], changes: LaunchPreview['created']) =>
    changes.map(({ LogicalResourceId = '', ResourceType = '' }) => ({
      ...{ action, logicalId: LogicalResourceId, type: ResourceType },
    }));
  const { name, productName, version, portfolio, typed, tiers } = plan;
  return {
    ...{ title: `Launch ${name}`, subject: name, product: productName, version, portfolio, agreement, oneWay },
    resources: [
      ...planned('create', created),
      ...planned('change', changed),
      ...planned('replace', replaced),
      ...planned('remove', removed),
    ],
    tiers: tiers.map(({ tier, product, version, resources }) => ({ tier, product, version, resources })),
    command: launchVerb(id, name, { ...typed, portfolio }),
  };
}
