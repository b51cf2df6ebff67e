import { defineContract } from '../../catalog/product';

/** Outputs of publishing that other products may import. The pipeline's name is known before there is a pipeline. */
export const publishingContract = defineContract('publishing', {
  PipelineName: {
    kind: 'text',
    description: 'Name of the pipeline of the catalog; there is one as soon as its repository is named.',
  },
  NotificationTopicArn: { kind: 'text', description: 'Topic that the pipeline reports to.' },
});
