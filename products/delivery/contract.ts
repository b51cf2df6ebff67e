import { defineContract } from '../../catalog/product';

/**
 * Outputs that delivery offers to the others, alarms above all. The names of the pipelines are there before the
 * pipelines: so a repository can be named later, in spite of whoever imports them.
 */
export const deliveryContract = defineContract('delivery', {
  BackendPipelineName: {
    kind: 'text',
    description: 'Name of the pipeline of the back end; there is one as soon as its repository is named.',
  },
  FrontendPipelineName: {
    kind: 'text',
    description: 'Name of the pipeline of the web application; there is one as soon as its repository is named.',
  },
  RepositoryUri: { kind: 'text', description: 'Address of the image repository, as docker push takes it.' },
  RepositoryName: { kind: 'text', description: 'Name of the image repository in ECR.' },
  ArtifactBucketName: { kind: 'text', description: 'Bucket of what the pipelines hand from stage to stage.' },
  NotificationTopicArn: { kind: 'text', description: 'Topic that the pipelines report to.' },
});
