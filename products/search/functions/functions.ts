import { Aws, CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnRolePolicy } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, CfnUrl } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { given } from '../../../catalog/product';
import type { DataKey } from '../../shared/encryption/data-key';
import { snapshotDirectory } from '../nodes/node';
import { Secrets } from '../secrets';
import type { Upstream } from '../upstream';
import type { IndexQueue } from './index-queue';
import { type FunctionDefaults, VpcFunction } from './vpc-function';

/** Seconds that the indexer may work on a batch. */
export const batchSeconds = 60;

/** Functions' stores, secrets, queue and origins, beside what all of them have in common. */
export interface FunctionsProps extends FunctionDefaults {
  readonly data: Upstream['data'];
  readonly key: DataKey;
  readonly secrets: Secrets;
  readonly queue: IndexQueue;
  /** Origins that may search from a browser, comma-joined, or empty. */
  readonly allowedOrigins: string;
}

/** The three functions: they keep the index in step, answer searches, and look after the nodes. */
export class Functions extends Construct {
  readonly indexer: VpcFunction;
  readonly search: VpcFunction;
  readonly maintenance: VpcFunction;
  /** Address at which the search function answers, with a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const { data, key, queue, secrets, variables } = props;
    const { adminKey, searchKey, identity } = secrets;
    const admin = { ...variables, KEY_SECRET: adminKey.ref, CONTENT_TABLE: data.contentTableName };

    this.indexer = new VpcFunction(this, 'Indexer', {
      ...props,
      name: 'search-indexer',
      description: 'Brings content that changed into the search index',
      entry: 'indexer',
      timeoutInSeconds: batchSeconds,
      variables: admin,
      statements: [
        Secrets.readable(adminKey, identity),
        { Sid: 'Content', Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: data.contentTableArn },
        {
          Sid: 'Receive',
          Effect: 'Allow',
          Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
          Resource: queue.queue.attrArn,
        },
        key.usable('dynamodb', 'secretsmanager', 'sqs'),
      ],
    });
    new CfnEventSourceMapping(this, 'FromQueue', {
      eventSourceArn: queue.queue.attrArn,
      functionName: this.indexer.function.ref,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      // Beyond it the queue waits, and the nodes keep time for searches.
      scalingConfig: { maximumConcurrency: 5 },
    });

    this.maintenance = new VpcFunction(this, 'Maintenance', {
      ...props,
      name: 'search-maintenance',
      description: 'Prepares the search index, writes it anew and takes snapshots, on schedule',
      entry: 'maintenance',
      timeoutInSeconds: 900,
      variables: { ...admin, SEARCH_KEY_SECRET: searchKey.ref, SNAPSHOTS: snapshotDirectory },
      statements: [
        Secrets.readable(adminKey, searchKey, identity),
        { Sid: 'Lists', Effect: 'Allow', Action: 'dynamodb:Query', Resource: `${data.contentTableArn}/index/gsi1` },
        key.usable('dynamodb', 'secretsmanager', 'sqs'),
      ],
      failuresArn: queue.deadLetters.attrArn,
    });

    this.search = new VpcFunction(this, 'Search', {
      ...props,
      name: 'search',
      description: 'Answers searches',
      entry: 'search',
      timeoutInSeconds: 30,
      variables: { ...variables, SEARCH_KEY_SECRET: searchKey.ref },
      statements: [Secrets.readable(searchKey, identity), key.usable('secretsmanager')],
    });
    this.url = this.answerAt(props);
  }

  /** Only who signs with IAM may ask: the platform's workloads, and signed-in users through the identity pool. */
  private answerAt({ allowedOrigins, data, environment }: FunctionsProps): string {
    const hasOrigins = new CfnCondition(this, 'HasOrigins', {
      expression: given(allowedOrigins),
    });
    const searchFunction = this.search.function;
    const url = new CfnUrl(this, 'Url', {
      targetFunctionArn: searchFunction.attrArn,
      authType: 'AWS_IAM',
      cors: Fn.conditionIf(
        hasOrigins.logicalId,
        {
          AllowOrigins: Fn.split(',', allowedOrigins),
          AllowMethods: ['GET'],
          AllowHeaders: ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
          MaxAge: 3600,
        },
        Aws.NO_VALUE,
      ),
    });
    new CfnRolePolicy(this, 'SignedInUsers', {
      roleName: data.authenticatedRoleName,
      policyName: Fn.join('', ['bellyfed-', environment, '-search']),
      policyDocument: {
        Version: '2012-10-17',
        // Both are asked for: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
        Statement: [
          {
            Sid: 'AskSearch',
            Effect: 'Allow',
            Action: 'lambda:InvokeFunctionUrl',
            Resource: searchFunction.attrArn,
            Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
          },
          {
            Sid: 'ThroughItsUrlOnly',
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: searchFunction.attrArn,
            Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
          },
        ],
      },
    });
    return url.attrFunctionUrl;
  }
}
