import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { portfolios } from '../../../portfolios/offers/portfolios';
import { stackNames } from '../../../portfolios/publish';
import type { TestSandbox } from '../../sandbox/with-sandbox';

const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };

/**
 * Deploys a stack of the hub's name, in an account, with what reconciling looks at: the portfolios, and *Bellyfed Network*
 * with some versions.
 */
export async function deployHub(sandbox: TestSandbox, accountId: string, versions: readonly string[]): Promise<void> {
  const s3 = new S3(sandbox.client(accountId));
  const Bucket = `templates-${accountId}`;
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key: 'queue.json', Body: JSON.stringify(template) });
  const LoadTemplateFromURL = `https://s3.us-east-1.amazonaws.com/${Bucket}/queue.json`;
  const cloudFormation = new CloudFormation(sandbox.client(accountId));
  await cloudFormation.createStack({
    StackName: stackNames.hub,
    TemplateBody: JSON.stringify({
      Resources: {
        ...Object.fromEntries(
          portfolios.map(({ id, name }) => [
            id,
            { Type: 'AWS::ServiceCatalog::Portfolio', Properties: { DisplayName: name, ProviderName: 'Platform' } },
          ]),
        ),
        Network: {
          Type: 'AWS::ServiceCatalog::CloudFormationProduct',
          Properties: {
            Name: 'Bellyfed Network',
            Owner: 'Platform',
            ProvisioningArtifactParameters: versions.map((Name) => ({ Name, Info: { LoadTemplateFromURL } })),
          },
        },
      },
    }),
  });
  await waitUntilStackCreateComplete(
    { client: cloudFormation, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { StackName: stackNames.hub },
  );
}
