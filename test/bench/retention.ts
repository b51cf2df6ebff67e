import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { sandboxCredentials } from '../../operations/aws/sandbox-environment';
import { BenchSandbox } from './bench-sandbox';
import { ended, inParallel, launch } from './launches';
import { type Measurement, ratio } from './measurement';
import { type Offered, publishTopic } from './topic-product';

const FEW = 100;
const MANY = 1_000;

/** State folder of a sandbox whose products come and go, after a stop and a start: it stops growing. */
export async function measureRetention(): Promise<Measurement[]> {
  const sandbox = await BenchSandbox.start('start');
  try {
    const topic = await publishTopic(clientOf(sandbox));
    await pass(clientOf(sandbox), topic, { from: 0, to: FEW });
    const few = await sandbox.restart();
    await pass(clientOf(sandbox), topic, { from: FEW, to: MANY });
    const many = await sandbox.restart();
    return [
      { name: `state after ${FEW} launches and terminations`, value: few, unit: 'MB' },
      { name: `state after ${MANY} launches and terminations`, value: many, unit: 'MB' },
      ratio('the latter against the former', many, few, 1.5),
    ];
  } finally {
    await sandbox.stop();
  }
}

function clientOf({ url: endpoint }: BenchSandbox): ServiceCatalog {
  return new ServiceCatalog({ endpoint, region: 'us-east-1', credentials: sandboxCredentials });
}

/** Launches and terminates each once. */
async function pass(
  serviceCatalog: ServiceCatalog,
  offered: Offered,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await inParallel(to - from, async (index) => {
    const ProvisionedProductName = `passing-${from + index}`;
    await launch(serviceCatalog, offered, ProvisionedProductName);
    const { RecordDetail } = await serviceCatalog.terminateProvisionedProduct({
      ProvisionedProductName,
      TerminateToken: ProvisionedProductName,
    });
    await ended(serviceCatalog, RecordDetail?.RecordId);
  });
}
