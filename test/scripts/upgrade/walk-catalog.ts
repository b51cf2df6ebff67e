import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { ListProvisioningArtifactsCommand, UpdateProvisioningArtifactCommand } from '@aws-sdk/client-service-catalog';
import { addRelease } from '../../../catalog/release';
import type { Template } from '../../../catalog/template';
import { tierIds } from '../../../products/environment/tiers';
import { EnvironmentCatalog } from '../../products/environment/environment-catalog';
import { environmentPinning } from '../../products/environment/environment-pinning';
import { keyedTable, standIn } from '../../products/environment/stand-in';
import { text } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { type Run, runCatalog } from '../run-catalog';

const QUEUE = { 'Fn::Sub': `bellyfed:\${EnvironmentName}:app:Undelivered` };

/** The application, with an export more. */
function exportingApp(): Template {
  const template = standIn('app', 'second');
  return { ...template, Outputs: { ...template.Outputs, Undelivered: { Value: 'it', Export: { Name: QUEUE } } } };
}

/** The observability that imports it. */
function importingAlarms(): Template {
  const template = standIn('observability', 'second');
  const Properties = { Tags: [{ Key: 'Watches', Value: { 'Fn::ImportValue': QUEUE } }] };
  return { ...template, Resources: { ...template.Resources, Watch: { Type: 'AWS::SQS::Queue', Properties } } };
}

/** A data tier with a table by some key: another key replaces it. */
export function dataByKey(size: string, key: string): Template {
  const template = standIn('data', size);
  const Table = {
    Type: 'AWS::DynamoDB::Table',
    DeletionPolicy: 'Delete',
    Properties: keyedTable(key),
  };
  return { ...template, Resources: { ...template.Resources, Table } };
}

/**
 * Releases of an environment that can't be skipped: 1.1.0 launches an application that exports something, and 1.2.0 an
 * observability that imports it.
 */
export class WalkCatalog {
  readonly root = mkdtempSync(join(tmpdir(), 'walks-'));

  private constructor(
    readonly sandbox: TestSandbox,
    private offered?: EnvironmentCatalog,
  ) {}

  static async start(): Promise<WalkCatalog> {
    const walks = new WalkCatalog(await startTestSandbox());
    const first = (tier: (typeof tierIds)[number]) =>
      tier === 'data' ? dataByKey('first', 'id') : standIn(tier, 'first');
    for (const tier of tierIds) walks.release(tier, '1.0.0', JSON.stringify(first(tier)));
    walks.release('environment', '1.0.0', environmentPinning({}));
    walks.offered = await EnvironmentCatalog.publish(walks.sandbox, (tier) => ({
      template: first(tier),
      actions: ['*'],
    }));
    await walks.offer('app', '1.1.0', JSON.stringify(exportingApp()));
    await walks.offer('observability', '1.2.0', JSON.stringify(importingAlarms()));
    await walks.offer('environment', '1.1.0', environmentPinning({ app: '1.1.0' }));
    await walks.offer('environment', '1.2.0', environmentPinning({ app: '1.1.0', observability: '1.2.0' }));
    return walks;
  }

  /** Products that are published, and launches and updates as somebody at the console makes them. */
  get console(): EnvironmentCatalog {
    if (!this.offered) throw new Error('Nothing is published yet.');
    return this.offered;
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  run = (...args: string[]): Promise<Run> =>
    runCatalog(args, { root: this.root, env: { AWS_ENDPOINT_URL: this.sandbox.url } });

  /** Runs a verb on a terminal, where somebody types lines. */
  onTerminal(lines: readonly string[], ...args: string[]): Promise<Run> {
    const stdin = Object.assign(Readable.from(lines.map((line) => `${line}\n`)), { isTTY: true });
    let said = '';
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    stderr.on('data', (chunk) => {
      said += chunk;
    });
    return runCatalog(args, {
      ...{ root: this.root, env: { AWS_ENDPOINT_URL: this.sandbox.url }, stdin, stderr },
    }).then((ended) => ({ ...ended, stderr: said }));
  }

  /** Runs the command that a message ends with. */
  runNamed(message: string): Promise<Run> {
    const [, command] = /npm run catalog -- ([^\n]*?)\s*$/.exec(message) ?? [];
    return this.run(...text(command).split(' '));
  }

  /**
   * Releases a version and publishes it.
   *
   * @param published another template than the released one, as if somebody had published it by hand
   */
  async offer(id: string, version: string, template: string, published = template): Promise<void> {
    this.release(id, version, template);
    await this.console.catalog.version(text(this.console.productIds.get(id)), version, published);
  }

  /** Hides a version, or offers it again. */
  async change(id: string, version: string, Active: boolean): Promise<void> {
    const { client } = this.console.catalog;
    const ProductId = text(this.console.productIds.get(id));
    const { ProvisioningArtifactDetails: all } = await client.send(new ListProvisioningArtifactsCommand({ ProductId }));
    const ProvisioningArtifactId = all?.find(({ Name }) => Name === version)?.Id;
    await client.send(new UpdateProvisioningArtifactCommand({ ProductId, ProvisioningArtifactId, Active }));
  }

  /** Version and status of what is launched, by name. */
  async versions(): Promise<Record<string, string>> {
    const all = Object.entries(await this.console.launched());
    return Object.fromEntries(
      all.map(([name, { ProvisioningArtifactName, Status }]) => [name, `${ProvisioningArtifactName} ${Status}`]),
    );
  }

  private release(id: string, version: string, template: string): void {
    addRelease(join(this.root, 'products', id), { version, notes: `${id} ${version}.`, template });
  }
}
