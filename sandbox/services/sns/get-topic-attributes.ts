import type * as model from '@aws-sdk/client-sns';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { findTopic } from './topics';

/** Operations on topics. */
export const topicOperations = {
  /** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html: of the caller's own topics. */
  GetTopicAttributes({ TopicArn = '' }, { db, accountId }) {
    const topic = findTopic(db, TopicArn);
    if (topic?.owner !== accountId) throw new AwsError('NotFound', 'Topic does not exist', 404);
    const { arn, owner, displayName = '', keyId, policy } = topic;
    return {
      Attributes: {
        TopicArn: arn,
        Owner: owner,
        DisplayName: displayName,
        Policy: JSON.stringify(policy),
        ...(keyId !== undefined && { KmsMasterKeyId: keyId }),
      },
    };
  },
} satisfies Operations<typeof model>;
