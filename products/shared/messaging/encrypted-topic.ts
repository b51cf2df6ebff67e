import { CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { given, Optional } from '../../../catalog/product';

/** Topic's publisher, key and reader, as its construct takes them. */
export interface EncryptedTopicProps {
  /** Sender of its messages, as their readers see it. */
  readonly displayName: string;
  /** Description of the key that is created: what it is for. */
  readonly keyDescription: string;
  /** ARN of a KMS key of the account that the publisher may use, or empty to create one. */
  readonly keyArn: string;
  /** Lets the publisher use the key: a statement of the created key's policy. */
  readonly mayEncrypt: object;
  /** Lets the publisher, and nobody else, publish to the topic of this ARN: a statement of the topic's policy. */
  readonly mayPublish: (topicArn: string) => object;
  /** Address that gets what is published, or empty for nobody. */
  readonly email: string;
}

/**
 * An SNS topic that a service of AWS publishes to.
 *
 * The key has to be one with a policy of its own: that of the key that SNS keeps lets no other service in, and can't be
 * changed.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class EncryptedTopic extends Construct {
  readonly arn: string;
  /** Policy of the topic: what publishes here waits for it. */
  readonly policy: CfnTopicPolicy;

  constructor(scope: Construct, id: string, props: EncryptedTopicProps) {
    super(scope, id);
    const { email, keyArn } = props;
    const createsKey = new CfnCondition(this, 'CreatesKey', { expression: Fn.conditionEquals(keyArn, '') });
    const ownKey = new Optional(this, 'OwnKey', { when: createsKey });
    const key = new CfnKey(ownKey, 'Resource', {
      description: props.keyDescription,
      enableKeyRotation: true,
      keyPolicy: { Version: '2012-10-17', Statement: [administer, props.mayEncrypt] },
    });
    // Whatever a person has encrypted with it can be read as long as there is the key.
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);

    const topic = new CfnTopic(this, 'Resource', {
      displayName: props.displayName,
      kmsMasterKeyId: ownKey.whenPresent(key.ref, keyArn),
    });
    this.arn = topic.ref;
    this.policy = new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: { Version: '2012-10-17', Statement: [props.mayPublish(topic.ref), refusePlainHttp(topic.ref)] },
    });
    const hasAddress = new CfnCondition(this, 'HasAddress', { expression: given(email) });
    new CfnSubscription(new Optional(this, 'Email', { when: hasAddress }), 'Subscription', {
      topicArn: topic.ref,
      protocol: 'email',
      endpoint: email,
    });
  }
}

/** Lets the account's own policies decide over the key: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const administer = {
  Sid: 'AccountAdministers',
  Effect: 'Allow',
  Principal: { AWS: Fn.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root`) },
  Action: 'kms:*',
  Resource: '*',
};

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
