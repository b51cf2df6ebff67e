import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Name of the topic, the same in every region: launch roles may publish to it. */
export const launchEventsTopicName = 'BellyfedLaunchEvents';

/** Alias of the key that the topic's messages are encrypted with, the same in every region. */
export const launchEventsKeyAlias = 'alias/BellyfedLaunchEvents';

/** The accounts of an organization that may launch. */
export interface LaunchingOrganization {
  /** Id of the organization. */
  readonly id: string;
  /** Ids of its units; @default - the whole organization */
  readonly units?: readonly string[];
}

/** Accounts whose launches the topic tells of, and the addresses that hear of them. */
export interface LaunchEventsProps {
  /** Accounts beside this one whose launches are heard of here. */
  readonly accounts: readonly string[];
  /** Part of an organization that launches; @default - none */
  readonly organization?: LaunchingOrganization;
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

  constructor(scope: Construct, id: string, { accounts, organization, emails }: LaunchEventsProps) {
    super(scope, id);
    const launching = [Aws.ACCOUNT_ID, ...accounts];
    const throughSns = `sns.${Aws.REGION}.${Aws.URL_SUFFIX}`;

    const key = new Key(this, 'Key', {
      alias: launchEventsKeyAlias,
      description: 'Encrypts the stack events of what is launched from the catalog.',
      enableKeyRotation: true,
      // It stays with the stack's end, and not where its creation fails: each try would leave a key that costs.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
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
            'kms:ViaService': throughSns,
          },
        },
      }),
    );

    if (organization) {
      key.addToResourcePolicy(
        new PolicyStatement({
          sid: 'PublishEncryptedFromOrganization',
          principals: [new AnyPrincipal()],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: ['*'],
          conditions: callersOf(organization, { 'kms:ViaService': throughSns }),
        }),
      );
    }

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
    if (organization) {
      policy.document.addStatements(
        new PolicyStatement({
          sid: 'PublishFromOrganization',
          principals: [new AnyPrincipal()],
          actions: ['sns:Publish'],
          resources: [this.topic.topicArn],
          conditions: callersOf(organization),
        }),
      );
    }
    for (const email of emails) this.topic.addSubscription(new EmailSubscription(email));
  }
}

/**
 * The condition that whoever calls belongs to what of the organization launches. A unit's accounts are those below it, at
 * any depth.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
 */
function callersOf({ id, units }: LaunchingOrganization, equal: Readonly<Record<string, string>> = {}) {
  return {
    StringEquals: { 'aws:PrincipalOrgID': id, ...equal },
    ...(units && { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': units.map((unit) => `${id}/*/${unit}/*`) } }),
  };
}
