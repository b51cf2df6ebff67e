import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { sandboxCredentials, sandboxEnvironment } from '../../operations/aws/sandbox-environment';
import { runCdk } from '../../operations/publish/run-cdk';
import { publishCommand } from '../../portfolios/publish';
import { type Measurement, median, ratio } from './measurement';
import { type Offered, publishTopic } from './topic-product';

const root = resolve(__dirname, '../..');
const REGION = 'us-east-1';
const MANY = 10_000;
const PARALLEL = 8;

/** Launches through HTTP with the SDK: how many a second, with how much memory, and whether a full sandbox is slower. */
export async function measureLaunches(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'sandbox/main.ts', '--port', '0', '--state', join(folder, 'state')],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = await once(child.stdout, 'data');
    const endpoint = String(line).trim();
    await publishCatalog(endpoint, join(folder, 'cdk.out'));
    const serviceCatalog = new ServiceCatalog({ endpoint, region: REGION, credentials: sandboxCredentials });
    const network = await offeredNetwork(serviceCatalog);
    const topic = await publishTopic(serviceCatalog);
    return await measure(serviceCatalog, network, topic, child.pid);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  serviceCatalog: ServiceCatalog,
  network: Offered,
  topic: Offered,
  pid: number | undefined,
): Promise<Measurement[]> {
  await inParallel(10, (index) => launch(serviceCatalog, topic, `few-${index}`));
  await oneByOne(serviceCatalog, network, 'warm', 5);
  const withFew = await oneByOne(serviceCatalog, network, 'few', 30);

  const began = Date.now();
  await inParallel(100, (index) => launch(serviceCatalog, network, `par-${index}`));
  const perSecond = 100 / ((Date.now() - began) / 1000);
  const peakOfLaunches = peakMegabytes(pid);

  await inParallel(MANY, (index) => launch(serviceCatalog, topic, `many-${index}`));
  const withMany = await oneByOne(serviceCatalog, network, 'many', 30);
  return [
    { name: `network launches, ${PARALLEL} at a time`, value: perSecond, unit: 'a second' },
    { name: 'peak memory of the sandbox, some 150 networks', value: peakOfLaunches, unit: 'MB' },
    { name: 'one network launch, 10 products present', value: withFew, unit: 'ms' },
    { name: `one network launch, ${MANY} more present`, value: withMany, unit: 'ms' },
    ratio('the latter against the former', withMany, withFew, 1.5),
    { name: `peak memory of the sandbox, ${MANY} products`, value: peakMegabytes(pid), unit: 'MB' },
  ];
}

/** Publishes the catalog into a sandbox. */
export async function publishCatalog(endpoint: string, output: string): Promise<void> {
  const command = publishCommand({ projectFolder: root, endpoint, region: REGION, output });
  const { code, output: said } = await runCdk(command, sandboxEnvironment(process.env, endpoint, REGION), () => {});
  if (code !== 0) throw new Error(said);
}

async function offeredNetwork(serviceCatalog: ServiceCatalog): Promise<Offered> {
  const { ProductViewSummaries: [product] = [] } = await serviceCatalog.searchProducts({
    Filters: { FullTextSearch: ['Bellyfed Network'] },
  });
  const ProductId = product?.ProductId;
  const { ProvisioningArtifacts: [version] = [] } = await serviceCatalog.describeProduct({ Id: ProductId });
  const { LaunchPathSummaries = [] } = await serviceCatalog.listLaunchPaths({ ProductId });
  const path = LaunchPathSummaries.find(({ Name }) => Name === 'Bellyfed Developers');
  return {
    request: { ProductId, ProvisioningArtifactId: version?.Id, PathId: path?.Id },
    parameters: (name) => [
      { Key: 'EnvironmentName', Value: name },
      { Key: 'EnvironmentType', Value: 'dev' },
    ],
  };
}

/** Launches and waits for the record's end. */
async function launch(serviceCatalog: ServiceCatalog, offered: Offered, name: string): Promise<void> {
  const { RecordDetail } = await serviceCatalog.provisionProduct({
    ...offered.request,
    ProvisionedProductName: name,
    ProvisioningParameters: offered.parameters(name),
    ProvisionToken: name,
  });
  for (;;) {
    const { RecordDetail: now } = await serviceCatalog.describeRecord({ Id: RecordDetail?.RecordId });
    if (now?.Status === 'SUCCEEDED') return;
    if (now?.Status === 'FAILED') throw new Error(`${name}: ${JSON.stringify(now.RecordErrors)}`);
    await pause(5);
  }
}

/** The median of single launches, in milliseconds. */
async function oneByOne(
  serviceCatalog: ServiceCatalog,
  offered: Offered,
  prefix: string,
  times: number,
): Promise<number> {
  const took: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const began = process.hrtime.bigint();
    await launch(serviceCatalog, offered, `one-${prefix}-${index}`);
    took.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  return median(took);
}

/** Does something so many times, `PARALLEL` at a time. */
async function inParallel(times: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < times) {
      next += 1;
      await act(next);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

/** The most memory that a process ever had. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html `VmHWM` */
function peakMegabytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
