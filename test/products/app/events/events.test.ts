import { environmentTypeNames } from '../../../../catalog/product';
import { appSizes } from '../../../../products/app/sizes';
import { domain, launch } from '../launch';
import { matchesPattern } from './event-patterns';

const app = launch();

interface Rule {
  readonly EventPattern: Parameters<typeof matchesPattern>[0];
  readonly EventBusName: string;
  readonly Targets: readonly { readonly Arn: string; readonly DeadLetterConfig: object }[];
}

describe('the rules', () => {
  const rules = app.ofType('AWS::Events::Rule').map(({ properties }) => properties as unknown as Rule);
  const reached = (event: object) =>
    rules
      .filter(({ EventPattern }) => matchesPattern(EventPattern, { ...event }))
      .flatMap(({ Targets }) => Targets.map(({ Arn }) => Arn));

  it.each([
    ['an event of the platform', { source: 'bellyfed.content', detail: { id: '1' } }, 'QueueStandard.Arn'],
    ['one that says it has no order', { source: 'bellyfed.content', detail: { ordered: false } }, 'QueueStandard.Arn'],
    ['one that says it has an order', { source: 'bellyfed.content', detail: { ordered: true } }, 'QueueFifo.Arn'],
  ])('route %s into one queue', (_, event, queue) => {
    expect(reached(event)).toEqual([queue]);
  });

  it.each([
    { source: 'aws.s3', detail: {} },
    { source: 'bellyfedx', detail: { ordered: true } },
  ])('filter out %p', (event) => {
    expect(reached(event)).toEqual([]);
  });

  it('listen to the platform’s own bus, and keep what they can’t deliver', () => {
    for (const { EventBusName, Targets } of rules) {
      expect(EventBusName).toBe('EventBus');
      expect(Targets.map((target) => target.DeadLetterConfig)).toEqual([{ Arn: 'QueueUndelivered.Arn' }]);
    }
  });

  it('give the FIFO queue the group that it asks for', () => {
    expect(app.properties('EventInOrderRule').Targets).toEqual([
      expect.objectContaining({ SqsParameters: { MessageGroupId: 'ordered' } }),
    ]);
  });
});

describe('the bus', () => {
  it('takes the platform’s events from this account only', () => {
    expect(app.properties('EventBus').Policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'OwnEvents',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'events:PutEvents',
          Resource: expect.stringMatching(
            /^arn:aws:events:eu-central-1:111122223333:event-bus\/bellyfed-one-events-[0-9a-f]{8}$/,
          ),
          Condition: { StringLike: { 'events:source': 'bellyfed.*' } },
        },
      ],
    });
  });

  it.each(environmentTypeNames)('keeps what passed, in %s as long as the logs', (EnvironmentType) => {
    expect(launch({ EnvironmentType, ...domain }).properties('EventArchive')).toMatchObject({
      SourceArn: 'EventBus.Arn',
      RetentionDays: appSizes.logRetentionDays[EnvironmentType],
    });
  });
});

describe('the queues', () => {
  const queues = app.ofType('AWS::SQS::Queue');

  it.each([
    ['QueueStandard', 'QueueStandardDeadLetters', undefined],
    ['QueueFifo', 'QueueFifoDeadLetters', true],
  ])('%s gives up to its own dead-letter queue of the same kind', (id, deadLetters, fifo) => {
    expect(app.properties(id)).toMatchObject({
      RedrivePolicy: { deadLetterTargetArn: `${deadLetters}.Arn`, maxReceiveCount: 5 },
    });
    expect(app.properties(id).FifoQueue).toBe(fifo);
    expect(app.properties(deadLetters)).toMatchObject({ MessageRetentionPeriod: 1_209_600 });
    expect(app.properties(deadLetters).FifoQueue).toBe(fifo);
  });

  it('hide a message for six times as long as the function may work on it', () => {
    const timeout = Number(app.properties('FunctionEvents').Timeout);
    for (const id of ['QueueStandard', 'QueueFifo']) expect(app.properties(id).VisibilityTimeout).toBe(6 * timeout);
  });

  it.each(queues)('$id is encrypted, by SQS or by the customer key', ({ id, properties }) => {
    expect(properties).toMatchObject({ SqsManagedSseEnabled: true });
    expect(properties).not.toHaveProperty('KmsMasterKeyId');
    const withKey = launch({ CustomerKey: 'yes' }).properties(id);
    expect(withKey).toMatchObject({ KmsMasterKeyId: 'bellyfed:one:data:KeyArn', SqsManagedSseEnabled: false });
  });

  const policies = app.ofType('AWS::SQS::QueuePolicy').map(({ properties }) => properties);

  it.each(queues)('$id refuses plain HTTP to everybody', ({ id }) => {
    const policy = policies.find(({ Queues }) => (Queues as unknown as string[]).includes(id));
    expect(policy?.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        {
          Sid: 'RefusePlainHttp',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: `${id}.Arn`,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ]),
    });
  });

  it.each([
    ['QueueStandard', ['EventAnyOrderRule.Arn']],
    ['QueueFifo', ['EventInOrderRule.Arn']],
    ['QueueUndelivered', ['EventAnyOrderRule.Arn', 'EventInOrderRule.Arn']],
    ['QueueStandardDeadLetters', undefined],
    ['QueueFifoDeadLetters', undefined],
  ])('%s takes events from its rules alone', (id, rules) => {
    const document = policies.find(({ Queues }) => (Queues as unknown as string[]).includes(id))?.PolicyDocument;
    const allowed = (document as unknown as { Statement: { Effect: string }[] }).Statement.filter(
      ({ Effect }) => Effect === 'Allow',
    );
    expect(allowed).toEqual(
      rules === undefined
        ? []
        : [
            expect.objectContaining({
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Condition: { ArnEquals: { 'aws:SourceArn': rules } },
            }),
          ],
    );
  });

  it('both feed the events function, which may report single failures', () => {
    const mappings = app.ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);
    expect(mappings.map(({ EventSourceArn }) => EventSourceArn)).toEqual(['QueueStandard.Arn', 'QueueFifo.Arn']);
    for (const mapping of mappings) {
      expect(mapping).toMatchObject({
        FunctionName: 'FunctionEvents',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    }
  });
});

describe('the schedules', () => {
  const schedules = app.ofType('AWS::Scheduler::Schedule').map(({ properties }) => properties);

  it('start the maintenance function with a task each', () => {
    expect(schedules.map(({ Target }) => Target)).toEqual(
      ['purge-removed', 'summarize'].map((task) =>
        expect.objectContaining({
          Arn: 'FunctionMaintenance.Arn',
          RoleArn: 'ScheduleRole.Arn',
          Input: JSON.stringify({ task }),
          DeadLetterConfig: { Arn: 'QueueUndelivered.Arn' },
        }),
      ),
    );
  });

  it('use a role that only they can take on, for this function only', () => {
    expect(app.properties('ScheduleRole')).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111122223333' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:eu-central-1:111122223333:schedule-group/ScheduleGroup' },
            },
          },
        ],
      },
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              { Action: 'lambda:InvokeFunction', Resource: 'FunctionMaintenance.Arn' },
              { Action: 'sqs:SendMessage', Resource: 'QueueUndelivered.Arn' },
            ],
          },
        },
      ],
    });
  });
});
