import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  GetStackPolicyCommand,
  SetStackPolicyCommand,
} from '@aws-sdk/client-cloudformation';
import {
  AssociateProductWithPortfolioCommand,
  type CreateProvisionedProductPlanInput,
  DescribeProvisionedProductPlanCommand,
  DisassociateProductFromPortfolioCommand,
  ListProvisionedProductPlansCommand,
  UpdateProvisioningArtifactCommand,
  type UpdateProvisioningArtifactInput,
} from '@aws-sdk/client-service-catalog';
import { addRelease } from '../../../catalog/release';
import type { Template } from '../../../catalog/template';
import { products } from '../../../products';
import { Launches } from '../../sandbox/service-catalog/launches';
import { TestCatalog, text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { type Run, runCatalog } from '../run-catalog';

/** Release of a test. */
export interface TestRelease {
  readonly notes?: string;
  readonly upgradeNotes?: string;
  /** Whether the project has the release too. @default true */
  readonly isReleased?: boolean;
}

/**
 * Small templates under the names of the real products: published in a sandbox, and released in a project folder of the
 * test's own.
 */
export class UpgradeCatalog {
  readonly root = mkdtempSync(join(tmpdir(), 'upgrades-'));
  readonly catalog: TestCatalog;
  readonly launches: Launches;
  readonly stacks: CloudFormationClient;
  private portfolioId = '';
  private readonly productIds = new Map<string, string>();
  private readonly artifactIds = new Map<string, string>();

  private constructor(readonly sandbox: TestSandbox) {
    this.catalog = new TestCatalog(sandbox);
    this.launches = new Launches(this.catalog);
    this.stacks = new CloudFormationClient(sandbox.client());
  }

  static async start(): Promise<UpgradeCatalog> {
    const upgrades = new UpgradeCatalog(await startTestSandbox());
    upgrades.portfolioId = await upgrades.catalog.portfolio('Bellyfed Developers');
    await upgrades.catalog.admit(upgrades.portfolioId);
    return upgrades;
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Publishes a version of a product, the first or another. */
  async offer(id: string, version: string, template: Template, release: TestRelease = {}): Promise<void> {
    const { notes = `What ${version} brings.`, upgradeNotes, isReleased = true } = release;
    if (isReleased) {
      const folder = join(this.root, 'products', id);
      addRelease(folder, { version, notes, upgradeNotes, template: JSON.stringify(template) });
    }
    const known = this.productIds.get(id);
    if (known !== undefined) {
      this.artifactIds.set(`${id} ${version}`, await this.catalog.version(known, version, template));
      return;
    }
    const { productId, artifactId } = await this.catalog.product(nameOf(id), template, { Name: version });
    this.productIds.set(id, productId);
    this.artifactIds.set(`${id} ${version}`, artifactId);
    const association = { PortfolioId: this.portfolioId, ProductId: productId };
    await this.catalog.client.send(new AssociateProductWithPortfolioCommand(association));
  }

  /** Offers a product from another portfolio instead. */
  async move(id: string): Promise<void> {
    const ProductId = text(this.productIds.get(id));
    await this.catalog.admit(await this.catalog.portfolio('Another', ProductId));
    const PortfolioId = this.portfolioId;
    await this.catalog.client.send(new DisassociateProductFromPortfolioCommand({ PortfolioId, ProductId }));
  }

  /** Deprecates or hides a version. */
  async change(id: string, version: string, change: Pick<UpdateProvisioningArtifactInput, 'Active' | 'Guidance'>) {
    await this.catalog.client.send(
      new UpdateProvisioningArtifactCommand({
        ProductId: this.productIds.get(id),
        ProvisioningArtifactId: this.artifactIds.get(`${id} ${version}`),
        ...change,
      }),
    );
  }

  /** Launches a version for an environment, and waits for the end. */
  async launch(environment: string, id: string, version: string, answers: Readonly<Record<string, string>> = {}) {
    const all = { EnvironmentName: environment, ...answers };
    await this.launches.provision({
      name: `${environment}-${id}`,
      ProductId: this.productIds.get(id),
      ProvisioningArtifactId: this.artifactIds.get(`${id} ${version}`),
      ProvisioningParameters: Object.entries(all).map(([Key, Value]) => ({ Key, Value })),
    });
  }

  run = (...args: string[]): Promise<Run> =>
    runCatalog(args, { root: this.root, env: { AWS_ENDPOINT_URL: this.sandbox.url } });

  /** Runs a verb on a terminal, where somebody types lines. */
  onTerminal(lines: readonly string[], ...args: string[]): Promise<Run> {
    const stdin = Object.assign(Readable.from(lines.map((line) => `${line}\n`)), { isTTY: true });
    const stderr = Object.assign(new PassThrough().resume(), { isTTY: true });
    return runCatalog(args, { root: this.root, env: { AWS_ENDPOINT_URL: this.sandbox.url }, stdin, stderr });
  }

  /** Request to update a provisioned product to a version, as somebody else makes it. */
  update(name: string, id: string, version: string): CreateProvisionedProductPlanInput {
    return {
      PlanName: 'plan',
      PlanType: 'CLOUDFORMATION',
      ProvisionedProductName: name,
      ProductId: this.productIds.get(id),
      ProvisioningArtifactId: this.artifactIds.get(`${id} ${version}`),
      ProvisioningParameters: [{ Key: 'EnvironmentName', UsePreviousValue: true }],
      IdempotencyToken: randomUUID(),
    };
  }

  /** Runs a verb with `--json`, and reads what it prints. */
  async json(...args: string[]) {
    const { code, stdout, stderr } = await this.run(...args, '--json');
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  /** Version and status of what is launched, by name. */
  async states(): Promise<Record<string, string>> {
    const all: { name: string; version: string; status: string }[] = await this.json('status');
    return Object.fromEntries(all.map(({ name, version, status }) => [name, `${version} ${status}`]));
  }

  /** Ids of the plans that are there and weren't carried out. */
  async plans(): Promise<string[]> {
    const { ProvisionedProductPlans: plans = [] } = await this.catalog.client.send(
      new ListProvisionedProductPlansCommand({ AccessLevelFilter: { Key: 'Account', Value: 'self' }, PageSize: 20 }),
    );
    const statuses = await Promise.all(
      plans.map(async ({ PlanId }) => {
        const plan = await this.catalog.client.send(new DescribeProvisionedProductPlanCommand({ PlanId }));
        return [text(PlanId), text(plan.ProvisionedProductPlanDetails?.Status)] as const;
      }),
    );
    return statuses.flatMap(([id, status]) => (status.startsWith('EXECUTE_') ? [] : [id]));
  }

  /** Physical id of a resource of what is launched. */
  async physicalId(name: string, logicalId: string): Promise<string> {
    const { StackResourceDetail: detail } = await this.stacks.send(
      new DescribeStackResourceCommand({ StackName: await this.stack(name), LogicalResourceId: logicalId }),
    );
    return text(detail?.PhysicalResourceId);
  }

  /** Product and version that run under a name. */
  async productAndVersion(name: string): Promise<{ ProductId?: string; ProvisioningArtifactId?: string }> {
    const { ProductId, ProvisioningArtifactId } = await this.launches.detail(name);
    return { ...(ProductId && { ProductId }), ...(ProvisioningArtifactId && { ProvisioningArtifactId }) };
  }

  /** Values of the stack's parameters. */
  async answers(name: string): Promise<Record<string, string>> {
    const { Stacks: [stack] = [] } = await this.stacks.send(
      new DescribeStacksCommand({ StackName: await this.stack(name) }),
    );
    const parameters = stack?.Parameters ?? [];
    return Object.fromEntries(
      parameters.map(({ ParameterKey, ParameterValue }) => [text(ParameterKey), text(ParameterValue)]),
    );
  }

  /** The stack policy, or what it is set to. */
  async policy(name: string, set?: string): Promise<string | undefined> {
    const StackName = await this.stack(name);
    if (set !== undefined) await this.stacks.send(new SetStackPolicyCommand({ StackName, StackPolicyBody: set }));
    return (await this.stacks.send(new GetStackPolicyCommand({ StackName }))).StackPolicyBody;
  }

  private async stack(name: string): Promise<string> {
    return `SC-000000000000-${(await this.launches.detail(name)).Id}`;
  }
}

function nameOf(id: string): string {
  return text(products.find((product) => product.id === id)?.name);
}
