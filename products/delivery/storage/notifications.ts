import { Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EncryptedTopic, type EncryptedTopicProps } from '../../shared/messaging/encrypted-topic';

/** Properties of `NotificationTopic`. */
export interface NotificationTopicProps extends Pick<EncryptedTopicProps, 'email' | 'keyArn'> {
  /** Name of the environment. */
  readonly environment: string;
}

/**
 * Where pipelines report to: an encrypted topic that only the notifications of this account's developer tools may
 * publish to.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/set-up-sns.html
 */
export class NotificationTopic extends EncryptedTopic {
  constructor(scope: Construct, id: string, { environment, ...props }: NotificationTopicProps) {
    super(scope, id, {
      ...props,
      displayName: `Bellyfed ${environment} delivery`,
      keyDescription: `Notifications of the pipelines of the environment ${environment}`,
      mayEncrypt: encrypt,
      mayPublish: publish,
    });
  }
}

const notifications = { Service: 'codestar-notifications.amazonaws.com' };

const encrypt = {
  Sid: 'NotificationsEncrypt',
  Effect: 'Allow',
  Principal: notifications,
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
  Condition: { StringEquals: { 'kms:ViaService': `sns.${Aws.REGION}.amazonaws.com` } },
};

function publish(topic: string) {
  return {
    Sid: 'NotificationsPublish',
    Effect: 'Allow',
    Principal: notifications,
    Action: 'sns:Publish',
    Resource: topic,
    Condition: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  };
}
