import { Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EncryptedTopic, type EncryptedTopicProps } from '../messaging/encrypted-topic';

/** Notification topic: whose, its reader, and its key. */
export interface NotificationTopicProps extends Pick<EncryptedTopicProps, 'email' | 'keyArn'> {
  /** Name of the environment. */
  readonly environment: string;
  /** Kind of pipelines as its readers see it: `delivery`. */
  readonly of: string;
}

/**
 * Topic that pipelines report to, encrypted: only the notifications of this account's developer tools may publish to it.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/set-up-sns.html
 */
export class NotificationTopic extends EncryptedTopic {
  constructor(scope: Construct, id: string, { environment, of, ...props }: NotificationTopicProps) {
    super(scope, id, {
      ...props,
      displayName: `Bellyfed ${environment} ${of}`,
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
    // AWS's page names no condition. Where the service sends no account, a strict one would lose every message.
    Condition: { StringEqualsIfExists: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  };
}
