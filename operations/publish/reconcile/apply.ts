import { setTimeout as sleep } from 'node:timers/promises';
import type { DescribePortfolioShareStatusOutput, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../../catalog/detailed-error';
import { CatalogError } from '../../../catalog/errors';
import type { Share, ShareStep } from '../../../portfolios/reconcile/shares';
import { describeStep, type Step } from '../../../portfolios/reconcile/steps';
import { type VersionStep, visibility } from '../../../portfolios/reconcile/versions';

/** Options of doing steps. */
export interface ApplyOptions {
  /** Called with each step before it is done. */
  readonly onStep?: (step: Step) => void;
  /** Milliseconds between two looks at what AWS does in its own time. */
  readonly pauseMs: number;
}

/**
 * Does the steps of a plan, one after the other, and waits for each: Service Catalog refuses a change to a portfolio's
 * shares while another is under way. Each step may be done again, so whoever was stopped on the way plans anew.
 *
 * @throws `CatalogError` `not-deployed`, `share-refused`, `share-failed`
 */
export async function applySteps(
  serviceCatalog: ServiceCatalog,
  steps: readonly Step[],
  { onStep, pauseMs }: ApplyOptions,
): Promise<void> {
  for (const step of steps) {
    onStep?.(step);
    if (step.kind === 'version') await applyVersion(serviceCatalog, step);
    else await applyShare(serviceCatalog, step, pauseMs);
  }
}

async function applyVersion(serviceCatalog: ServiceCatalog, step: VersionStep): Promise<void> {
  const { target, to } = step;
  if (!target) throw notDeployed(step);
  const { active, guidance } = visibility[to];
  await serviceCatalog.updateProvisioningArtifact({
    ProductId: target.productId,
    ProvisioningArtifactId: target.versionId,
    Active: active,
    Guidance: guidance,
  });
}

async function applyShare(serviceCatalog: ServiceCatalog, step: ShareStep, pauseMs: number): Promise<void> {
  const { change, portfolioId, share } = step;
  if (portfolioId === undefined) throw notDeployed(step);
  const { shareTagOptions, sharePrincipals } = share;
  const target = { PortfolioId: portfolioId, ...recipientOf(share) };
  const content = { ShareTagOptions: shareTagOptions, SharePrincipals: sharePrincipals };
  const calls = {
    create: () => serviceCatalog.createPortfolioShare({ ...target, ...content }),
    update: () => serviceCatalog.updatePortfolioShare({ ...target, ...content }),
    delete: () => serviceCatalog.deletePortfolioShare(target),
  };
  const once = async (call: ShareCall) => {
    const token = await shareToken(call, pauseMs).catch((error: unknown) => {
      throw refusal(step, error) ?? error;
    });
    // A share with a single account is made at once, and has no token.
    return token === undefined ? undefined : ended(serviceCatalog, token, pauseMs);
  };
  for (let attempt = 1; ; attempt += 1) {
    const operation = await once(calls[change]);
    if (operation === undefined || operation.Status === 'COMPLETED') return;
    if (change !== 'create' || !isThrottled(operation)) throw failed(step, operation);
    // What is left of it would pass for a share that is there, the next time too.
    await once(calls.delete);
    if (attempt === ATTEMPTS) throw throttled(step, operation);
    await sleep(pauseMs);
  }
}

type ShareCall = () => Promise<{ readonly PortfolioShareToken?: string }>;

/** Times that a share is made anew which AWS throttled by itself. */
const ATTEMPTS = 3;

/** Result of an operation on a share, once it has ended. */
async function ended(serviceCatalog: ServiceCatalog, token: string, pauseMs: number) {
  for (;;) {
    const operation = await serviceCatalog.describePortfolioShareStatus({ PortfolioShareToken: token });
    if (['COMPLETED', 'COMPLETED_WITH_ERRORS', 'ERROR'].includes(operation.Status ?? '')) return operation;
    await sleep(pauseMs);
  }
}

/**
 * Whether all that a share lacks is what AWS throttled on its own: such a share stays as it is, and has to be made anew.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/24730
 */
function isThrottled({ ShareDetails }: DescribePortfolioShareStatusOutput): boolean {
  const errors = ShareDetails?.ShareErrors ?? [];
  return errors.length > 0 && errors.every(({ Error: code }) => code === 'ThrottlingException');
}

/**
 * Recipient of a share, as Service Catalog takes it: a member account that the organization shares with is a node of it.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_OrganizationNode.html
 */
function recipientOf({ type, recipient }: Share) {
  if (type === 'ACCOUNT') return { AccountId: recipient };
  const Type = type === 'ORGANIZATION_MEMBER_ACCOUNT' ? ('ACCOUNT' as const) : type;
  return { OrganizationNode: { Type, Value: recipient } };
}

/** The same as an option of AWS's command line. */
function recipientOption(share: Share): string {
  const { OrganizationNode: node, AccountId } = recipientOf(share);
  return node === undefined ? `--account-id ${AccountId}` : `--organization-node Type=${node.Type},Value=${node.Value}`;
}

/**
 * AWS's words while another operation on shares is under way, of an earlier run or of another program.
 *
 * @see https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/893
 */
const UNDER_WAY = /more than one portfolio share action at the same time|in progress/i;

/**
 * Begins an operation on a share, once one that is under way has ended.
 *
 * @returns its token; undefined where there is nothing to wait for
 */
async function shareToken(call: ShareCall, pauseMs: number): Promise<string | undefined> {
  for (;;) {
    try {
      return (await call()).PortfolioShareToken;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // An earlier run's end of the share has ended it.
      if (error.name === 'ResourceNotFoundException' && /is not shared/.test(error.message)) return undefined;
      if (error.name !== 'InvalidStateException' || !UNDER_WAY.test(error.message)) throw error;
      await sleep(pauseMs);
    }
  }
}

/** Refusal of AWS to share within an organization, with what to do; undefined for any other error. */
function refusal(step: ShareStep, error: unknown): CatalogError | undefined {
  if (!(error instanceof Error) || step.share.type === 'ACCOUNT') return undefined;
  if (!['AccessDeniedException', 'InvalidStateException', 'OperationNotSupportedException'].includes(error.name)) {
    return undefined;
  }
  return new DetailedError(
    'share-refused',
    `${describeStep(step)}: AWS answered ${error.name}: ${error.message} It takes the organization's management account, or ` +
      'a delegated administrator',
    {
      remedies: [
        {
          do: 'aws',
          label: 'Before that, in the management account',
          command: 'aws servicecatalog enable-aws-organizations-access',
        },
      ],
    },
  );
}

function notDeployed(step: Step): CatalogError {
  return new CatalogError('not-deployed', `${describeStep(step)}: the hub doesn't have it; deploy the hub first.`);
}

/**
 * Failure of a share with some accounts, and how to reach them once its reasons are mended.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ShareDetails.html
 * @see https://docs.aws.amazon.com/cli/latest/reference/servicecatalog/update-portfolio-share.html
 */
function failed(step: ShareStep, operation: DescribePortfolioShareStatusOutput): CatalogError {
  const { change, portfolioId, share } = step;
  const call = change === 'delete' ? 'delete-portfolio-share' : 'update-portfolio-share';
  const command = `aws servicecatalog ${call} --portfolio-id ${portfolioId} ${recipientOption(share)}`;
  return new DetailedError('share-failed', endText(step, operation), {
    remedies: [{ do: 'aws', label: 'Mend that, and then reach them by', command }],
  });
}

/** Failure of a share that AWS throttled each time: it was taken away, so publishing again makes it anew. */
function throttled(step: ShareStep, operation: DescribePortfolioShareStatusOutput): CatalogError {
  return new DetailedError('share-failed', endText(step, operation), {
    remedies: [{ do: 'verb', verb: 'publish', label: 'What there was of it was taken away; share it later by' }],
  });
}

function endText(step: ShareStep, { Status, ShareDetails }: DescribePortfolioShareStatusOutput): string {
  const why = (ShareDetails?.ShareErrors ?? []).map(
    ({ Accounts = [], Error: code = '', Message = '' }) => `${[...Accounts, code].join(' ')}: ${Message}`,
  );
  return `${describeStep(step)}: ended with ${Status}. ${why.join(' ')}`;
}
