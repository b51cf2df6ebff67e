import { checkResourceTypes, parseTemplate } from '../../catalog/template';
import { schemaProblems } from '../../catalog/validation';

/**
 * A sandbox that is loaded and warm before it is given its state: AWS's schemas take longer to load than a killed sandbox
 * lives in the test. Its parent sends the folder, and is sent the endpoint.
 */
async function standBy(): Promise<void> {
  // First of all: the validator's memory grows in small steps, each of which has all that is loaded already looked through.
  schemaProblems({ resources: { Topic: { type: 'AWS::SNS::Topic', properties: {}, dependsOn: [], metadata: {} } } });
  checkResourceTypes(parseTemplate('{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}'));
  const { startSandbox } = await import('../../sandbox');
  process.once('message', async (stateFolder: string) => {
    const { url } = await startSandbox({ port: 0, stateFolder });
    process.send?.(url);
  });
  process.send?.('ready');
}

void standBy();
