import { launch } from '../launch';

const template = launch();

describe('events', () => {
  it('come from the bus of the app: what is said about content', () => {
    expect(template.properties('IndexQueueRule')).toMatchObject({
      EventBusName: 'bellyfed:one:app:EventBusName',
      EventPattern: { source: ['bellyfed.content'], detail: { id: [{ exists: true }] } },
      Targets: [{ Arn: 'IndexQueue.Arn', DeadLetterConfig: { Arn: 'IndexQueueDeadLetters.Arn' } }],
    });
  });

  it('wait in a queue for six times as long as the indexer may take, and then go to the dead letters', () => {
    const { Timeout } = template.properties('FunctionsIndexer');
    expect(template.properties('IndexQueue')).toMatchObject({
      VisibilityTimeout: 6 * Number(Timeout),
      RedrivePolicy: { deadLetterTargetArn: 'IndexQueueDeadLetters.Arn', maxReceiveCount: 10 },
    });
    expect(template.properties('IndexQueueDeadLetters')).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 60 * 60 });
  });

  it('go back to the queue alone', () => {
    expect(template.properties('FunctionsFromQueue')).toMatchObject({
      EventSourceArn: 'IndexQueue.Arn',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  it('are put into the queues by the rule only, and never over plain HTTP', () => {
    for (const { properties } of template.ofType('AWS::SQS::QueuePolicy')) {
      expect(properties.PolicyDocument).toMatchObject({
        Statement: [
          { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Condition: { ArnEquals: { 'aws:SourceArn': 'IndexQueueRule.Arn' } },
          },
        ],
      });
    }
    expect(template.ofType('AWS::SQS::QueuePolicy')).toHaveLength(2);
  });
});

describe('the search function', () => {
  it('answers whoever signs with IAM, and nobody else', () => {
    expect(template.properties('FunctionsUrl')).toMatchObject({
      TargetFunctionArn: 'FunctionsSearch.Arn',
      AuthType: 'AWS_IAM',
    });
    expect(template.ofType('AWS::Lambda::Permission')).toEqual([]);
  });

  it('answers signed-in users through the identity pool', () => {
    expect(template.properties('FunctionsSignedInUsers')).toMatchObject({
      RoleName: 'bellyfed:one:data:AuthenticatedRoleName',
      PolicyName: 'bellyfed-one-search',
    });
  });

  it('answers pages of the origins that the form names, and of no other', () => {
    expect(template.properties('FunctionsUrl')).not.toHaveProperty('Cors');
    const origins = ['https://dev.example.com', 'http://localhost:3000'];
    expect(launch({ AllowedOrigins: origins.join(',') }).properties('FunctionsUrl').Cors).toMatchObject({
      AllowOrigins: origins,
      AllowMethods: ['GET'],
    });
  });

  it('is found by names that follow from the environment’s, so that nobody imports them', () => {
    expect(template.properties('FunctionsSearch').FunctionName).toBe('bellyfed-one-search');
    expect(template.properties('StoredUrl')).toMatchObject({
      Name: '/bellyfed/one/search/function-url',
      Value: template.output('SearchFunctionUrl'),
    });
    expect(template.properties('StoredEndpoint')).toMatchObject({
      Name: '/bellyfed/one/search/endpoint',
      Value: 'https://api.search.one.internal:8108',
    });
  });
});

it('schedules prepare the index soon, and write it anew and copy it at night', () => {
  const schedules = (answers: Record<string, string>) =>
    launch(answers)
      .ofType('AWS::Scheduler::Schedule')
      .map(({ properties }) => [(properties.Target as { Input: string }).Input, properties.ScheduleExpression]);
  const common = [
    ['{"task":"prepare"}', 'rate(5 minutes)'],
    ['{"task":"reindex"}', 'cron(30 3 * * ? *)'],
  ];
  expect(schedules({})).toEqual([...common, ['{"task":"snapshot"}', 'cron(0 2 * * ? *)']]);
  expect(schedules({ SnapshotHours: '2,14' })).toEqual([...common, ['{"task":"snapshot"}', 'cron(0 2,14 * * ? *)']]);
});

it('functions stand in private subnets, are traced, and write to log groups with retention', () => {
  for (const { id, properties } of template.ofType('AWS::Lambda::Function')) {
    expect(properties).toMatchObject({
      VpcConfig: {
        SubnetIds: [1, 2, 3].map((zone) => `bellyfed:one:network:PrivateSubnetIds${zone}`),
        SecurityGroupIds: ['SecurityGroupsFunctions.GroupId'],
      },
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogGroup: `${id}LogGroup` },
    });
  }
});
