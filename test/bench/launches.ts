import { setTimeout as pause } from 'node:timers/promises';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { sandboxCredentials } from '../../operations/aws/sandbox-environment';
import { BenchSandbox, type Memory } from './bench-sandbox';
import { atMost, type Measurement, median, ratio } from './measurement';
import { type Offered, publishTopic } from './topic-product';

const REGION = 'us-east-1';
const MANY = 10_000;
const PARALLEL = 8;

/**
 * Launches through HTTP with the SDK, in a sandbox as `npm start` runs it: how many a second, whether a full sandbox is slower, and
 * the memory of its process at each stage. Beside it AWS's schemas are in a process of their own.
 */
export async function measureLaunches(): Promise<Measurement[]> {
  const sandbox = await BenchSandbox.start('start');
  try {
    const ready = sandbox.memory();
    const serviceCatalog = new ServiceCatalog({
      endpoint: sandbox.url,
      region: REGION,
      credentials: sandboxCredentials,
    });
    const network = await offeredNetwork(serviceCatalog);
    const [first] = await oneByOne(serviceCatalog, network, 'first', 1);
    const afterFirst = sandbox.memory();
    const topic = await publishTopic(serviceCatalog);
    await inParallel(10, (index) => launch(serviceCatalog, topic, `few-${index}`));
    const few = await oneByOne(serviceCatalog, network, 'few', 49);

    const began = Date.now();
    await inParallel(100, (index) => launch(serviceCatalog, network, `par-${index}`));
    const perSecond = 100 / ((Date.now() - began) / 1000);
    const afterLaunches = sandbox.memory();

    await inParallel(MANY, (index) => launch(serviceCatalog, topic, `many-${index}`));
    const withMany = sandbox.memory();
    const many = await oneByOne(serviceCatalog, network, 'many', 30);
    return [
      { name: 'first network launch after Ready', value: first ?? Number.NaN, unit: 'ms' },
      { name: `network launches, ${PARALLEL} at a time`, value: perSecond, unit: 'a second' },
      { name: 'one network launch, 10 products present', value: median(few), unit: 'ms' },
      { name: `one network launch, ${MANY} more present`, value: median(many), unit: 'ms' },
      ratio('the latter against the former', median(many), median(few), 1.5),
      atMost({ name: 'VmHWM at Ready', value: ready.peak, unit: 'MB' }, 400),
      { name: 'RssAnon at Ready', value: ready.anonymous, unit: 'MB' },
      ...memoryRows('after 1 launch', afterFirst),
      ...memoryRows('after 150 launches', afterLaunches),
      atMost(
        { name: 'growth of the peak, 1 to 150 launches', value: afterLaunches.peak - afterFirst.peak, unit: 'MB' },
        60,
      ),
      ...memoryRows(`with ${MANY} more products`, withMany),
      atMost(
        { name: `growth of the peak, ${MANY} more products`, value: withMany.peak - afterLaunches.peak, unit: 'MB' },
        250,
      ),
    ];
  } finally {
    await sandbox.stop();
  }
}

/** `VmHWM` and `RssAnon` of the sandbox's process. */
function memoryRows(when: string, { peak, anonymous }: Memory): Measurement[] {
  return [
    { name: `VmHWM ${when}`, value: peak, unit: 'MB' },
    { name: `RssAnon ${when}`, value: anonymous, unit: 'MB' },
  ];
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
export async function launch(serviceCatalog: ServiceCatalog, offered: Offered, name: string): Promise<void> {
  const { RecordDetail } = await serviceCatalog.provisionProduct({
    ...offered.request,
    ProvisionedProductName: name,
    ProvisioningParameters: offered.parameters(name),
    ProvisionToken: name,
  });
  await ended(serviceCatalog, RecordDetail?.RecordId);
}

/** Waits for a record's end. */
export async function ended(serviceCatalog: ServiceCatalog, Id: string | undefined): Promise<void> {
  for (;;) {
    const { RecordDetail: now } = await serviceCatalog.describeRecord({ Id });
    if (now?.Status === 'SUCCEEDED') return;
    if (now?.Status === 'FAILED') throw new Error(`${Id}: ${JSON.stringify(now.RecordErrors)}`);
    await pause(5);
  }
}

/** Milliseconds of single launches. */
async function oneByOne(
  serviceCatalog: ServiceCatalog,
  offered: Offered,
  prefix: string,
  times: number,
): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const began = process.hrtime.bigint();
    await launch(serviceCatalog, offered, `one-${prefix}-${index}`);
    took.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  return took;
}

/** Does something so many times, `PARALLEL` at a time. */
export async function inParallel(times: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < times) {
      next += 1;
      await act(next);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}
