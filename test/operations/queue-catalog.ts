import { randomUUID } from 'node:crypto';
import type { PlanRequest } from '../../operations/aws/aws-plan';
import { type AwsTarget, awsTarget } from '../../operations/aws/aws-target';
import type { OperationContext } from '../../operations/context';
import { noEvents, type OperationEvent } from '../../operations/events';
import { Launches } from '../sandbox/service-catalog/launches';
import { QUEUE_TEMPLATE, TestCatalog } from '../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';

/** A provisioned product of a test. */
export interface Launched {
  readonly name: string;
  readonly id: string;
}

/** Product of a test's catalog. */
export interface Offer {
  /** Its name. @default Queue */
  readonly product?: string;
  /** Of its version 1.0.0. @default - one queue */
  readonly template?: unknown;
}

/** A sandbox that offers one product of one queue, for operations that ask nothing of the project. */
export class QueueCatalog {
  readonly launches: Launches;

  private constructor(
    readonly sandbox: TestSandbox,
    readonly catalog: TestCatalog,
    readonly productId: string,
    readonly artifactId: string,
  ) {
    this.launches = new Launches(catalog);
  }

  static async start({ product = 'Queue', template = QUEUE_TEMPLATE }: Offer = {}): Promise<QueueCatalog> {
    const sandbox = await startTestSandbox();
    const catalog = new TestCatalog(sandbox);
    const { productId, artifactId } = await catalog.product(product, template);
    await catalog.admit(await catalog.portfolio('Developers', productId));
    return new QueueCatalog(sandbox, catalog, productId, artifactId);
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }

  /** Context of somebody's work, in a session of its own. */
  async context(who: string, session: string): Promise<OperationContext & { readonly target: AwsTarget }> {
    const target = await awsTarget({ endpointUrl: this.sandbox.url }, { env: {} });
    const callerArn = async () => `arn:aws:sts::000000000000:assumed-role/Developers/${who}`;
    return { project: { root: '.' }, target: { ...target, callerArn }, events: noEvents, session };
  }

  /** Launches the queue under a new name. */
  async launch(parameters: Readonly<Record<string, string>> = { Delay: '1' }): Promise<Launched> {
    const name = `queue-${randomUUID().slice(0, 8)}`;
    const { RecordDetail: record } = await this.launches.provision({
      ...{ name, ProductId: this.productId, ProvisioningArtifactId: this.artifactId },
      ProvisioningParameters: Object.entries(parameters).map(([Key, Value]) => ({ Key, Value })),
    });
    return { name, id: record?.ProvisionedProductId ?? '' };
  }

  /** Request to plan another delay of what was launched. */
  update({ name, id }: Launched, delay: number): PlanRequest {
    const parameters = [{ Key: 'Delay', Value: `${delay}` }];
    return { name, id, productId: this.productId, artifactId: this.artifactId, pathId: undefined, parameters };
  }
}

/** Events that are kept, for a test to look at. */
export function keptEvents(wantsResources = false) {
  const all: OperationEvent[] = [];
  return { all, wantsResources, emit: (event: OperationEvent) => void all.push(event) };
}
