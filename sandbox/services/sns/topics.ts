import type { PolicyDocument } from '../../../catalog/permissions';
import { objectOf, textOf } from '../../kernel/properties';
import type { Store } from '../../store/store';
import { type Existing, existingIn, findExisting } from '../cloudformation';

/** Topic that a stack made, with its policy. */
export interface TopicRow {
  readonly arn: string;
  /** 12 digits. */
  readonly owner: string;
  readonly displayName?: string;
  readonly keyId?: string;
  readonly policy: PolicyDocument;
}

/** The topic of that ARN, in whatever account; undefined where the sandbox holds none. */
export function findTopic(db: Store, arn: string): TopicRow | undefined {
  const [, , , region = '', accountId = ''] = arn.split(':');
  const scope = { accountId, region };
  const topic = findExisting(db, scope, 'AWS::SNS::Topic', arn);
  if (!topic) return undefined;
  const policies = existingIn(db, scope, 'AWS::SNS::TopicPolicy').filter((policy) => isFor(policy, arn));
  const keyId = textOf(topic.properties.KmsMasterKeyId);
  const displayName = textOf(topic.properties.DisplayName);
  return {
    arn,
    owner: accountId,
    ...(keyId !== undefined && { keyId }),
    ...(displayName !== undefined && { displayName }),
    policy: policies.map(documentOf).at(-1) ?? ownersPolicy(arn, accountId),
  };
}

function isFor({ properties: { Topics } }: Existing, arn: string): boolean {
  return Array.isArray(Topics) && Topics.includes(arn);
}

function documentOf({ properties: { PolicyDocument: document } }: Existing): PolicyDocument {
  return JSON.parse(JSON.stringify(objectOf(document)));
}

/** Policy of a topic that nobody gave one: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
function ownersPolicy(arn: string, owner: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['sns:GetTopicAttributes', 'sns:SetTopicAttributes', 'sns:Subscribe', 'sns:Publish'],
      Resource: arn,
      Condition: { StringEquals: { 'aws:SourceOwner': owner } },
    },
  };
}
