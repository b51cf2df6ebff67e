import { CfnCondition, CfnOutput } from 'aws-cdk-lib';
import { defineProduct, given, Optional, stackSuffix } from '../../catalog/product';
import { ArtifactBucket } from '../shared/pipelines/artifacts';
import { Connection } from '../shared/pipelines/connection';
import { Encryption } from '../shared/pipelines/encryption';
import { NotificationTopic } from '../shared/pipelines/notifications';
import { Pipeline } from '../shared/pipelines/pipeline';
import { SOURCE } from '../shared/pipelines/pipeline-source';
import type { Stages } from '../shared/pipelines/pipeline-steps';
import { publisher } from '../shared/publisher';
import { CatalogProjects } from './catalog-projects';
import { publishingClaims } from './claims';
import { publishingContract } from './contract';
import { publishingExceptions } from './exceptions';
import { publishingLaunchRole } from './launch-role';
import { publishingParameters } from './parameters';
import { addRules } from './rules';
import { publishingSizes } from './sizes';

/** Publishing: the pipeline that tests and publishes the service catalog itself. For platform engineers only. */
export const publishing = defineProduct({
  ...publisher,
  id: 'publishing',
  name: 'Bellyfed Publishing',
  description:
    'Pipeline of the service catalog itself, for platform engineers: it tests each commit, waits for an approval, and ' +
    'publishes with the roles of the CDK bootstrap. Launch it once, in the account of the catalog.',
  contract: publishingContract,
  parameters: publishingParameters,
  sizes: publishingSizes,
  launchRole: publishingLaunchRole,
  boundary: 'publishing',
  claims: publishingClaims,
  exceptions: publishingExceptions,

  build(stack) {
    const { parameters, environmentName: environment } = stack;
    addRules(stack);
    const keyArn = parameters.KeyArn.valueAsString;
    const retentionInDays = stack.choice('Retention');

    const encryption = new Encryption(stack, 'Encryption', keyArn);
    const connection = new Connection(stack, 'Connection', {
      name: `publishing-${stackSuffix()}-${parameters.SourceProvider.valueAsString}`,
      arn: parameters.ConnectionArn.valueAsString,
      provider: parameters.SourceProvider.valueAsString,
    });
    const artifacts = new ArtifactBucket(stack, 'Artifacts', { environment, encryption, retentionInDays });
    const notifications = new NotificationTopic(stack, 'Notifications', {
      environment,
      of: 'publishing',
      email: parameters.NotificationEmail.valueAsString,
      keyArn,
    });

    const isNamed = new CfnCondition(stack, 'HasCatalog', {
      expression: given(parameters.CatalogRepository.valueAsString),
    });
    const catalog = new Optional(stack, 'Catalog', { when: isNamed });
    const computeType = `BUILD_GENERAL1_${parameters.BuildSize.valueAsString}`;
    const projects = new CatalogProjects(catalog, 'Resource', {
      settings: { environment, artifacts, encryption, retentionInDays, computeType },
      bootstrapQualifier: parameters.BootstrapQualifier.valueAsString,
    });
    const pipeline = new Pipeline(catalog, 'Pipeline', {
      environment,
      artifacts,
      encryption,
      notifications,
      name: 'publishing',
      stages: stages(projects),
      source: {
        connectionArn: connection.arn,
        repository: parameters.CatalogRepository.valueAsString,
        branch: parameters.CatalogBranch.valueAsString,
      },
    });

    // For people. It may change in the product's life, so it isn't part of the contract.
    new CfnOutput(stack, 'ConnectionToApprove', {
      description:
        'Connection that the pipeline reads nothing through until a person approves it in the console, or none.',
      value: connection.toApprove,
    });
    return { PipelineName: pipeline.name, NotificationTopicArn: notifications.arn };
  },
});

/** Tests the service catalog, asks a person, whatever the type of the environment, and publishes. */
function stages({ tests, publish }: CatalogProjects): Stages {
  return {
    Test: [{ name: 'Tests', order: 1, project: tests, input: SOURCE }],
    Publish: [
      { name: 'Approve', order: 1, question: 'Publish this commit of the service catalog?' },
      { name: 'Publish', order: 2, project: publish, input: SOURCE },
    ],
  };
}
