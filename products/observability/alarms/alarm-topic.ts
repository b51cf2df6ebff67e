import { Aws, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EncryptedTopic, type EncryptedTopicProps } from '../../shared/messaging/encrypted-topic';
import { alarmPrefix } from '../names';

/** Alarm topic's environment, reader and key, as its construct takes them. */
export interface AlarmTopicProps extends Pick<EncryptedTopicProps, 'email' | 'keyArn'> {
  /** Name of the environment. */
  readonly environment: string;
}

/**
 * Topic that alarms are sent to: an encrypted SNS topic that only CloudWatch alarms of the environment may publish to.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export class AlarmTopic extends EncryptedTopic {
  constructor(scope: Construct, id: string, { environment, ...props }: AlarmTopicProps) {
    super(scope, id, {
      ...props,
      displayName: `Bellyfed ${environment}`,
      keyDescription: `Alarm topic of the environment ${environment}`,
      mayEncrypt: encrypt(environment),
      mayPublish: (topic) => publish(topic, environment),
    });
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

function encrypt(environment: string) {
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
