import { setTimeout as pause } from 'node:timers/promises';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import type { Place } from '../place';
import { parseEvent, type TrailEvent } from './denials';

/** Minutes until a call is sure to be found: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
export const TRAIL_MINUTES = 15;

/** Region that the calls of global services, as IAM and Route 53, are found in. */
const GLOBAL_REGION = 'us-east-1';

/** Events to look up: those since a moment, and of one call only where that is named. */
export interface Lookup {
  readonly since: Date;
  readonly eventName?: string;
}

/**
 * Looks into CloudTrail's history, which every account has without setting anything up: the run's region, and that of
 * global services. Two calls a second, as AWS allows.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function lookUp(place: Place, { since, eventName }: Lookup, signal: AbortSignal): Promise<TrailEvent[]> {
  const found: TrailEvent[] = [];
  const { config } = await place.target.cloudFormation();
  for (const region of new Set([place.region, GLOBAL_REGION])) {
    const client = new CloudTrail({ region, credentials: config.credentials, maxAttempts: 10 });
    const LookupAttributes =
      eventName === undefined ? undefined : [{ AttributeKey: 'EventName' as const, AttributeValue: eventName }];
    let NextToken: string | undefined;
    do {
      const page = await client.lookupEvents({ StartTime: since, LookupAttributes, MaxResults: 50, NextToken });
      for (const { CloudTrailEvent } of page.Events ?? []) {
        if (CloudTrailEvent !== undefined) found.push(parseEvent(CloudTrailEvent));
      }
      NextToken = page.NextToken;
      await pause(500, undefined, { signal });
    } while (NextToken);
  }
  return found;
}
