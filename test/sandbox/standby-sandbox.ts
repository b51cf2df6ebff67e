import { checkResourceTypes, parseTemplate, schemaProblems } from '../../catalog/template';
import { startSandbox } from '../../sandbox';

/**
 * A sandbox that is loaded and warm before it is given its state: AWS's schemas take longer to load than a killed sandbox
 * lives in the test. Its parent sends the folder, and is sent the endpoint.
 */
checkResourceTypes(parseTemplate('{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}'));
schemaProblems({ resources: { Topic: { type: 'AWS::SNS::Topic', properties: {}, dependsOn: [], metadata: {} } } });
process.once('message', async (stateFolder: string) => {
  const { url } = await startSandbox({ port: 0, stateFolder });
  process.send?.(url);
});
process.send?.('ready');
