import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { MotoServer } from '../products/tables/moto-server';
import { missing, remedy } from '../tools/left-out';
import { motoServer } from '../tools/tools';
import { BenchSandbox } from './bench-sandbox';
import { type Measurement, median, ratio } from './measurement';

const TIMES = 40;

/** Ten resources as they stand in many stacks, of services that both know. */
const template = JSON.stringify({
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic' },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } },
    Failed: { Type: 'AWS::SQS::Queue' },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Files: { Type: 'AWS::S3::Bucket' },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } },
    Parameter: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: { Ref: 'AWS::StackName' }, Type: 'String', Value: { Ref: 'Table' } },
    },
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        },
      },
    },
  },
  Outputs: { Topic: { Value: { Ref: 'Topic' } } },
});

/**
 * A stack of ten common resources, through HTTP, from the call until it is seen complete: here and in moto's server, in turns. The
 * first after the sandbox says that it listens is told by itself.
 */
export async function measureSmallStack(): Promise<Measurement[]> {
  const absent = missing([motoServer]);
  if (absent.length > 0) throw new Error(`moto's server is needed: ${remedy(motoServer)}.`);
  const sandbox = await BenchSandbox.start('sandbox');
  const moto = await MotoServer.start();
  try {
    const clientOf = (endpoint: string) =>
      new CloudFormation({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: '000000000000', secretAccessKey: 'none' },
        maxAttempts: 1,
      });
    const clients = { ours: clientOf(sandbox.url), theirs: clientOf(moto.url) };
    const first = await create(clients.ours, 'first');
    await create(clients.theirs, 'first');
    const took = { ours: [] as number[], theirs: [] as number[] };
    for (let number = 0; number < TIMES; number += 1) {
      took.ours.push(await create(clients.ours, `small-${number}`));
      took.theirs.push(await create(clients.theirs, `small-${number}`));
    }
    const [ours, theirs] = [median(took.ours), median(took.theirs)];
    return [
      { name: 'first stack of ten resources after the start', value: first, unit: 'ms' },
      { name: 'one stack of ten resources', value: ours, unit: 'ms' },
      { name: `the same in moto ${MotoServer.release()}`, value: theirs, unit: 'ms' },
      ratio('the former against the latter', ours, theirs, 1.2),
    ];
  } finally {
    await Promise.all([sandbox.stop(), moto.stop()]);
  }
}

/** Creates a stack, waits until it is seen complete, and says how many milliseconds that took. */
async function create(cloudformation: CloudFormation, StackName: string): Promise<number> {
  const began = process.hrtime.bigint();
  await cloudformation.createStack({ StackName, TemplateBody: template, Capabilities: ['CAPABILITY_IAM'] });
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudformation.describeStacks({ StackName });
    if (stack?.StackStatus === 'CREATE_COMPLETE') return Number(process.hrtime.bigint() - began) / 1e6;
    if (stack?.StackStatus !== 'CREATE_IN_PROGRESS') throw new Error(`${StackName} is ${stack?.StackStatus}`);
  }
}
