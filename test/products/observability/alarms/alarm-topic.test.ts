import { decide, type PolicyDocument, type PolicyStatement } from '../../../../catalog/permissions';
import { synthesizeProduct } from '../../../../catalog/product';
import { parameterProblems } from '../../../../catalog/template';
import { observability } from '../../../../products/observability/product';
import { refusals } from '../../../catalog/product/evaluated';
import { launchedTier } from '../launch';

const prod = { EnvironmentName: 'one', EnvironmentType: 'prod' };
const dev = { EnvironmentName: 'one', EnvironmentType: 'dev' };

interface ResourceStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: unknown;
  readonly Action: string | string[];
  readonly Resource: string;
  readonly Condition?: PolicyStatement['Condition'];
}

/** Statements of a resource policy about a service or about everybody, as a policy that can be judged. */
function forService(document: unknown, service: string): PolicyDocument {
  const { Statement } = document as { Statement: ResourceStatement[] };
  const about = Statement.filter(({ Principal }) => Principal === '*' || JSON.stringify(Principal).includes(service));
  return {
    Version: '2012-10-17',
    Statement: about.map(({ Principal: _, ...statement }) => statement),
  };
}

describe('the topic of alarms', () => {
  const tier = launchedTier();
  const policy = forService(tier.properties('AlarmTopicPolicy')?.PolicyDocument, 'cloudwatch.amazonaws.com');
  const alarm = 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:bellyfed-one-app-latency-p95';
  const publish = (context: Record<string, string>) =>
    decide([policy], {
      action: 'sns:Publish',
      resource: 'AlarmTopic',
      context: {
        'aws:SourceAccount': '111122223333',
        'aws:SourceArn': alarm,
        'aws:SecureTransport': 'true',
        ...context,
      },
    });

  it.each([
    ['an alarm of the environment', {}, 'allowed'],
    ['an alarm of another environment', { 'aws:SourceArn': alarm.replace('-one-', '-two-') }, 'implicitDeny'],
    ['an alarm of another account', { 'aws:SourceAccount': '999999999999' }, 'implicitDeny'],
    ['an alarm over plain HTTP', { 'aws:SecureTransport': 'false' }, 'explicitDeny'],
  ])('hears %s: %s', (_, context, expected) => {
    expect(publish(context)).toBe(expected);
  });

  it('is encrypted with a key that CloudWatch may use for alarms of the environment', () => {
    expect(tier.properties('AlarmTopic')?.KmsMasterKeyId).toBe('AlarmTopicOwnKey');
    const key = forService(tier.properties('AlarmTopicOwnKey')?.KeyPolicy, 'cloudwatch.amazonaws.com');
    const use = (sourceArn: string) =>
      ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) =>
        decide([key], {
          action,
          resource: 'arn:aws:kms:eu-central-1:111122223333:key/1',
          context: { 'aws:SourceAccount': '111122223333', 'aws:SourceArn': sourceArn },
        }),
      );
    expect(use(alarm)).toEqual(['allowed', 'allowed']);
    expect(use(alarm.replace('-one-', '-two-'))).toEqual(['implicitDeny', 'implicitDeny']);
  });

  it('is encrypted with a key of the account instead, and then makes none', () => {
    const TopicKeyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const brought = launchedTier({ TopicKeyArn });
    expect(brought.properties('AlarmTopic')?.KmsMasterKeyId).toBe(TopicKeyArn);
    expect(brought.ofType('AWS::KMS::Key')).toEqual([]);
  });
});

describe('the address for alarms', () => {
  it('gets what the topic hears', () => {
    const tier = launchedTier({ AlarmEmail: 'on-call@example.com' });
    expect(tier.ofType('AWS::SNS::Subscription').map(({ properties }) => properties)).toEqual([
      { TopicArn: 'AlarmTopic', Protocol: 'email', Endpoint: 'on-call@example.com' },
    ]);
  });

  it('may be missing in dev, test and staging: the alarms are on all the same', () => {
    for (const EnvironmentType of ['dev', 'test', 'staging']) {
      expect(refusals(observability, { EnvironmentName: 'one', EnvironmentType })).toEqual([]);
      const tier = launchedTier({ EnvironmentType });
      expect(tier.ofType('AWS::SNS::Subscription')).toEqual([]);
      expect(tier.properties('AppAlarmsLatencyP95')?.ActionsEnabled).toBe(true);
    }
  });

  it('is required in prod', () => {
    expect(refusals(observability, prod)).toEqual(['Somebody must hear of an alarm in prod: type AlarmEmail.']);
    expect(refusals(observability, { ...prod, AlarmEmail: 'on-call@example.com' })).toEqual([]);
  });

  it.each(['on-call', 'on-call@', '@example.com', 'a b@example.com', 'a@example'])('is not "%s"', (AlarmEmail) => {
    const { template } = synthesizeProduct(observability);
    expect(parameterProblems(template, { ...dev, AlarmEmail })).toHaveLength(1);
  });
});

describe('a base', () => {
  it('is for dev and test only', () => {
    const answers = { EnvironmentName: 'one', EnvironmentType: 'staging', BaseEnvironment: 'shared' };
    expect(refusals(observability, answers)).toEqual([
      'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
    ]);
    expect(refusals(observability, { ...answers, EnvironmentType: 'test' })).toEqual([]);
  });

  it('is another environment', () => {
    expect(refusals(observability, { ...dev, BaseEnvironment: 'one' })).toEqual([
      'An environment is not its own base: leave BaseEnvironment empty where it has tiers of its own.',
    ]);
  });
});
