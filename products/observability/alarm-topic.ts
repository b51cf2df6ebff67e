import { Aws, CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { given, Optional } from '../../catalog/product';
import { alarmPrefix } from './names';

/** Properties of `AlarmTopic`. */
export interface AlarmTopicProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Address that alarms are sent to, or empty for nobody. */
  readonly email: string;
  /** ARN of a KMS key of the account that CloudWatch may use, or empty to create one. */
  readonly keyArn: string;
}

/**
 * Where alarms are sent: an encrypted SNS topic that only CloudWatch alarms of the environment may publish to.
 *
 * The key has to be one with a policy of its own: that of the key that SNS keeps doesn't let CloudWatch in, and can't be
 * changed.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, email, keyArn }: AlarmTopicProps) {
    super(scope, id);
    const createsKey = new CfnCondition(this, 'CreatesKey', { expression: Fn.conditionEquals(keyArn, '') });
    const ownKey = new Optional(this, 'OwnKey', { when: createsKey });
    const key = new CfnKey(ownKey, 'Resource', {
      description: `Alarm topic of the environment ${environment}`,
      enableKeyRotation: true,
      keyPolicy: { Version: '2012-10-17', Statement: [administer, use(environment)] },
    });
    // Whatever a person has encrypted with it can be read as long as there is the key.
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);

    const topic = new CfnTopic(this, 'Resource', {
      displayName: `Bellyfed ${environment}`,
      kmsMasterKeyId: ownKey.whenPresent(key.ref, keyArn),
    });
    new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: {
        Version: '2012-10-17',
        Statement: [publish(topic.ref, environment), refusePlainHttp(topic.ref)],
      },
    });
    const subscribes = new CfnCondition(this, 'HasAddress', {
      expression: given(email),
    });
    new CfnSubscription(new Optional(this, 'Email', { when: subscribes }), 'Subscription', {
      topicArn: topic.ref,
      protocol: 'email',
      endpoint: email,
    });
    this.arn = topic.ref;
  }
}

const cloudWatch = { Service: 'cloudwatch.amazonaws.com' };

/** Both the key's policy and the topic's see on whose behalf CloudWatch acts. */
function onBehalfOfAlarms(environment: string) {
  return {
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: {
      'aws:SourceArn': Fn.sub(
        `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:\${AlarmsOfEnvironment}*`,
        { AlarmsOfEnvironment: alarmPrefix(environment) },
      ),
    },
  };
}

/** Lets the account's own policies decide over the key: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const administer = {
  Sid: 'AccountAdministers',
  Effect: 'Allow',
  Principal: { AWS: Fn.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root`) },
  Action: 'kms:*',
  Resource: '*',
};

function use(environment: string) {
  return {
    Sid: 'AlarmsEncrypt',
    Effect: 'Allow',
    Principal: cloudWatch,
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: onBehalfOfAlarms(environment),
  };
}

function publish(topic: string, environment: string) {
  return {
    Sid: 'AlarmsPublish',
    Effect: 'Allow',
    Principal: cloudWatch,
    Action: 'sns:Publish',
    Resource: topic,
    Condition: onBehalfOfAlarms(environment),
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
