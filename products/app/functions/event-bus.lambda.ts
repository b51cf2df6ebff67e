import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { contentSource, type Publish } from './content';

/**
 * Publishes to the platform's bus.
 *
 * The call may succeed while the event fails; that throws as well.
 */
export function publisherTo(client: EventBridgeClient, bus: string): Publish {
  return async (type, detail) => {
    const entry = { EventBusName: bus, Source: contentSource, DetailType: type, Detail: JSON.stringify(detail) };
    const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount) throw new Error(`${type} of ${detail.id} was not taken: ${Entries?.[0]?.ErrorMessage}`);
  };
}
