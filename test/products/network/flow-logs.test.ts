import { decide, type PolicyDocument, trusts } from '../../../catalog/permissions';
import { launchedNetwork } from './launched-network';

const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

describe('flow logs', () => {
  const network = launchedNetwork();

  it('record every connection of the VPC', () => {
    expect(network.properties('FlowLog')).toMatchObject({
      ResourceType: 'VPC',
      ResourceId: 'Vpc',
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: 'FlowLogLogGroup',
      DeliverLogsPermissionArn: 'FlowLogRole.Arn',
    });
  });

  it('go to a log group without a name, so that one can stand beside another', () => {
    expect(network.properties('FlowLogLogGroup')).not.toHaveProperty('LogGroupName');
  });

  it('are encrypted with the key that is given, else with that of CloudWatch Logs', () => {
    expect(network.properties('FlowLogLogGroup')).not.toHaveProperty('KmsKeyId');
    expect(launchedNetwork({ FlowLogKeyArn: key }).properties('FlowLogLogGroup')?.KmsKeyId).toBe(key);
  });
});

describe('the role of flow logs', () => {
  const role = launchedNetwork().properties('FlowLogRole');
  const trust = role?.AssumeRolePolicyDocument as unknown as PolicyDocument;
  const policies = ((role?.Policies ?? []) as unknown as { PolicyDocument: PolicyDocument }[]).map(
    ({ PolicyDocument: document }) => document,
  );
  const ours = {
    'aws:SourceAccount': '111122223333',
    'aws:SourceArn': 'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-1',
  };

  it.each([
    ['flow logs of this account', 'vpc-flow-logs.amazonaws.com', ours, true],
    [
      'flow logs of another account',
      'vpc-flow-logs.amazonaws.com',
      { ...ours, 'aws:SourceAccount': '999999999999' },
      false,
    ],
    [
      'something else than a flow log',
      'vpc-flow-logs.amazonaws.com',
      { ...ours, 'aws:SourceArn': 'arn:aws:ec2:eu-central-1:111122223333:vpc/v-1' },
      false,
    ],
    ['another service', 'ec2.amazonaws.com', ours, false],
  ])('on behalf of %s: %s', (_, service, context, expected) => {
    expect(trusts(trust, { service, context })).toBe(expected);
  });

  it('may write to its own log group and no other', () => {
    const write = (resource: string) => decide(policies, { action: 'logs:PutLogEvents', resource });
    expect(write('FlowLogLogGroup.Arn')).toBe('allowed');
    expect(write('arn:aws:logs:eu-central-1:111122223333:log-group:other:*')).toBe('implicitDeny');
  });
});
