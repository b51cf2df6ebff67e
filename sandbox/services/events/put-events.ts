import { randomUUID } from 'node:crypto';
import type * as events from '@aws-sdk/client-eventbridge';
import type { Json } from '../../../catalog/template';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { publish } from './deliver';
import { readPattern } from './pattern';
import { busName } from './state';

/** Operations on events. */
export const putEventOperations = {
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html: each entry for itself. */
  PutEvents(input, call) {
    const Entries = (input.Entries ?? []).map((entry) => put(entry, call));
    return { Entries, FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length };
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
  TestEventPattern(input) {
    const pattern = readPattern(input.EventPattern ?? '');
    const event = jsonOf(input.Event);
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      throw new AwsError(
        'ValidationException',
        'Parameter Event is not valid. Reason: The event is not a JSON object.',
      );
    }
    const missing = FIELDS.find((field) => !Object.hasOwn(event, field));
    if (missing !== undefined) {
      throw new AwsError('ValidationException', `Parameter Event is not valid. Reason: Event must contain ${missing}.`);
    }
    return { Result: pattern({ id: randomUUID(), ...event }) };
  },
} satisfies Operations<typeof events>;

function put(entry: events.PutEventsRequestEntry, call: Call): events.PutEventsResultEntry {
  const { Source: source, DetailType: detailType, Detail, Resources: resources = [], Time: time } = entry;
  for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail })) {
    if (value) continue;
    const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
    return { ErrorCode: 'InvalidArgument', ErrorMessage };
  }
  if (source?.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = jsonOf(Detail);
  if (typeof detail !== 'object' || detail === null) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  const event = { source: source ?? '', detailType: detailType ?? '', detail, resources, time };
  return { EventId: publish(call, call, event, busName(entry.EventBusName)) };
}

/** Fields that every event has. */
const FIELDS = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

function jsonOf(text: string | undefined): Json | undefined {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
