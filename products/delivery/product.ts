import { CfnCondition, CfnOutput, type CfnParameter, Fn } from 'aws-cdk-lib';
import { defineProduct, given, Optional } from '../../catalog/product';
import { ArtifactBucket } from '../shared/pipelines/artifacts';
import { Connection } from '../shared/pipelines/connection';
import { Encryption } from '../shared/pipelines/encryption';
import { NotificationTopic } from '../shared/pipelines/notifications';
import { Pipeline } from '../shared/pipelines/pipeline';
import { publisher } from '../shared/publisher';
import { deliveryClaims } from './claims';
import { deliveryContract } from './contract';
import { deployProject } from './deploy/deploy-project';
import { deliveryExceptions } from './exceptions';
import { deliveryLaunchRole } from './launch-role';
import { deliveryParameters } from './parameters';
import { backendStages, frontendStages } from './pipelines/pipelines';
import { BackendProjects } from './projects/backend-projects';
import { FrontendProjects } from './projects/frontend-projects';
import { addRules } from './rules';
import { deliverySizes } from './sizes';
import { ImageRepository } from './storage/images';

/** Delivery: the pipelines that build, test and deploy what runs in an environment. */
export const delivery = defineProduct({
  ...publisher,
  id: 'delivery',
  name: 'Bellyfed Delivery',
  description:
    'Pipelines of an environment: they build and test the back end and the web application, and deploy both by changing ' +
    "the environment's tiers through Service Catalog. With a repository for images, and notifications.",
  contract: deliveryContract,
  parameters: deliveryParameters,
  sizes: deliverySizes,
  launchRole: deliveryLaunchRole,
  claims: deliveryClaims,
  exceptions: deliveryExceptions,

  build(stack) {
    const { parameters, environmentName: environment, environmentType } = stack;
    addRules(stack);
    const isGiven = (id: string, { valueAsString }: CfnParameter) =>
      new CfnCondition(stack, id, { expression: given(valueAsString) });
    const keyArn = parameters.KeyArn.valueAsString;
    const retentionInDays = stack.choice('Retention');

    const encryption = new Encryption(stack, 'Encryption', keyArn);
    const connection = new Connection(stack, 'Connection', {
      name: `bellyfed-${environment}`,
      arn: parameters.ConnectionArn.valueAsString,
      provider: parameters.SourceProvider.valueAsString,
    });
    const artifacts = new ArtifactBucket(stack, 'Artifacts', { environment, encryption, retentionInDays });
    const repository = new ImageRepository(stack, 'Images', { environment, encryption });
    const notifications = new NotificationTopic(stack, 'Notifications', {
      environment,
      of: 'delivery',
      email: parameters.NotificationEmail.valueAsString,
      keyArn,
    });

    const settings = {
      environment,
      artifacts,
      encryption,
      retentionInDays,
      computeType: `BUILD_GENERAL1_${parameters.BuildSize.valueAsString}`,
    };
    const backend = new BackendProjects(stack, 'Backend', {
      settings,
      image: parameters.BackendBuildImage.valueAsString,
    });
    const frontend = new FrontendProjects(stack, 'Frontend', {
      settings,
      repository,
      image: parameters.FrontendBuildImage.valueAsString,
    });
    const release = {
      isApproved: new CfnCondition(stack, 'IsApproved', { expression: Fn.conditionEquals(environmentType, 'prod') }),
      deploy: deployProject(stack, 'Deploy', {
        settings,
        environmentType,
        allowReplacement: parameters.AllowReplacement.valueAsString,
      }),
    };

    const shared = { environment, artifacts, encryption, notifications };
    const hasBackend = isGiven('HasBackend', parameters.BackendRepository);
    const backendPipeline = new Pipeline(new Optional(stack, 'BackendPipeline', { when: hasBackend }), 'Resource', {
      ...shared,
      name: 'backend',
      stages: backendStages(backend, release),
      source: {
        connectionArn: connection.arn,
        repository: parameters.BackendRepository.valueAsString,
        branch: parameters.BackendBranch.valueAsString,
        paths: {
          patterns: parameters.BackendPaths.valueAsString,
          given: isGiven('HasBackendPaths', parameters.BackendPaths),
        },
      },
    });
    const hasFrontend = isGiven('HasFrontend', parameters.FrontendRepository);
    const frontendPipeline = new Pipeline(new Optional(stack, 'FrontendPipeline', { when: hasFrontend }), 'Resource', {
      ...shared,
      name: 'frontend',
      stages: frontendStages(frontend, release),
      source: {
        connectionArn: connection.arn,
        repository: parameters.FrontendRepository.valueAsString,
        branch: parameters.FrontendBranch.valueAsString,
        paths: {
          patterns: parameters.FrontendPaths.valueAsString,
          given: isGiven('HasFrontendPaths', parameters.FrontendPaths),
        },
      },
    });
    // For people. It may change in the product's life, so it isn't part of the contract.
    new CfnOutput(stack, 'ConnectionToApprove', {
      description: 'Connection that pipelines read nothing through until a person approves it in the console, or none.',
      value: connection.toApprove,
    });

    return {
      BackendPipelineName: backendPipeline.name,
      FrontendPipelineName: frontendPipeline.name,
      RepositoryUri: repository.uri,
      RepositoryName: repository.name,
      ArtifactBucketName: artifacts.name,
      NotificationTopicArn: notifications.arn,
    };
  },
});
