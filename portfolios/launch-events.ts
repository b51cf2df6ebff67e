import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Name of the topic, the same in every region: launch roles may publish to it. */
export const launchEventsTopicName = 'BellyfedLaunchEvents';

/** Alias of the key that the topic's messages are encrypted with, the same in every region. */
export const launchEventsKeyAlias = 'alias/BellyfedLaunchEvents';

/** What the topic is made of. */
export interface LaunchEventsProps {
  /** Accounts beside this one whose launches are heard of here. */
  readonly accounts: readonly string[];
  /** E-mail addresses that receive every event, once each has confirmed. */
  readonly emails: readonly string[];
}

/**
 * The topic that hears of every stack event of everything launched: a notification constraint makes CloudFormation
 * publish there, with the permissions of the launch role.
 *
 * The key is the account's own, since a topic encrypted with the key that AWS manages can't be written to from another
 * account: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class LaunchEvents extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { accounts, emails }: LaunchEventsProps) {
    super(scope, id);
    const launching = [Aws.ACCOUNT_ID, ...accounts];

    const key = new Key(this, 'Key', {
      alias: launchEventsKeyAlias,
      description: 'Encrypts the stack events of what is launched from the catalog.',
      enableKeyRotation: true,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PublishEncrypted',
        principals: [new AnyPrincipal()],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': launching,
            'kms:ViaService': `sns.${Aws.REGION}.${Aws.URL_SUFFIX}`,
          },
        },
      }),
    );

    this.topic = new Topic(this, 'Topic', {
      topicName: launchEventsTopicName,
      displayName: 'Bellyfed service catalog',
      masterKey: key,
    });
    const policy = new TopicPolicy(this, 'TopicPolicy', { topics: [this.topic] });
    policy.document.addStatements(
      new PolicyStatement({
        sid: 'PublishFromLaunchingAccounts',
        principals: launching.map((account) => new AccountPrincipal(account)),
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
      new PolicyStatement({
        sid: 'RefusePlainHttp',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    for (const email of emails) this.topic.addSubscription(new EmailSubscription(email));
  }
}
