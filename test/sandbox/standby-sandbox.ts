import { checkResourceTypes, parseTemplate } from '../../catalog/template';
import { loadSchemas } from '../../catalog/validation';

/**
 * A sandbox that is loaded and warm before it is given its state: AWS's schemas take longer to load than a killed sandbox
 * lives in the test. Its parent sends the folder, and is sent the endpoint.
 */
async function standBy(): Promise<void> {
  const schemas = loadSchemas();
  checkResourceTypes(parseTemplate('{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}'));
  const { startSandbox } = await import('../../sandbox');
  process.once('message', async (stateFolder: string) => {
    const { url } = await startSandbox({ port: 0, stateFolder });
    process.send?.(url);
  });
  await schemas;
  process.send?.('ready');
}

void standBy();
