import { defineContract } from '../../catalog/product';

/** What the delivery tier offers to the others, alarms above all. Everything but the pipelines is there from the first launch. */
export const deliveryContract = defineContract('delivery', {
  BackendPipelineName: {
    kind: 'text',
    description: 'Pipeline that tests and deploys the back end, or none without a source repository.',
  },
  FrontendPipelineName: {
    kind: 'text',
    description: 'Pipeline that builds and deploys the web application, or none without a source repository.',
  },
  RepositoryUri: { kind: 'text', description: 'Address of the image repository, as docker push takes it.' },
  RepositoryName: { kind: 'text', description: 'Name of the image repository in ECR.' },
  ArtifactBucketName: { kind: 'text', description: 'Bucket of what the pipelines hand from stage to stage.' },
  NotificationTopicArn: { kind: 'text', description: 'Topic that the pipelines report to.' },
});
