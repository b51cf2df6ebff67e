import { Aws, CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { given, Optional } from '../../catalog/product';

/** Properties of `NotificationTopic`. */
export interface NotificationTopicProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Address that gets what is published, or empty for nobody. */
  readonly email: string;
  /** ARN of a KMS key of the account that AWS's notifications may use, or empty to create one. */
  readonly keyArn: string;
}

/**
 * Where pipelines report to: an encrypted topic that only the notifications of this account's developer tools may
 * publish to. The key that SNS keeps lets no other service in, so there is one of its own.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/set-up-sns.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class NotificationTopic extends Construct {
  readonly arn: string;
  /** What rules that publish here wait for. */
  readonly policy: CfnTopicPolicy;

  constructor(scope: Construct, id: string, { environment, email, keyArn }: NotificationTopicProps) {
    super(scope, id);
    const condition = (name: string, expression: ReturnType<typeof Fn.conditionEquals>) =>
      new CfnCondition(this, name, { expression });
    const ownKey = new Optional(this, 'OwnKey', {
      when: condition('CreatesKey', Fn.conditionEquals(keyArn, '')),
    });
    const key = new CfnKey(ownKey, 'Resource', {
      description: `Notifications of the pipelines of the environment ${environment}`,
      enableKeyRotation: true,
      keyPolicy: { Version: '2012-10-17', Statement: [administer, encrypt] },
    });
    // What it has encrypted can be read as long as there is the key.
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);

    const topic = new CfnTopic(this, 'Resource', {
      displayName: `Bellyfed ${environment} delivery`,
      kmsMasterKeyId: ownKey.whenPresent(key.ref, keyArn),
    });
    this.arn = topic.ref;
    this.policy = new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: { Version: '2012-10-17', Statement: [publish(topic.ref), refusePlainHttp(topic.ref)] },
    });
    const hasAddress = condition('HasAddress', given(email));
    new CfnSubscription(new Optional(this, 'Email', { when: hasAddress }), 'Subscription', {
      topicArn: topic.ref,
      protocol: 'email',
      endpoint: email,
    });
  }
}

const notifications = { Service: 'codestar-notifications.amazonaws.com' };

/** Lets the account's own policies decide over the key: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const administer = {
  Sid: 'AccountAdministers',
  Effect: 'Allow',
  Principal: { AWS: Fn.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root`) },
  Action: 'kms:*',
  Resource: '*',
};

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

function refusePlainHttp(topic: string) {
  return {
    Sid: 'RefusePlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: topic,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
