import type { EventOf, OperationEvent } from '../../operations/events';

/** Resource as its last event tells. */
export type ResourceState = Pick<
  EventOf<'resource'>,
  'logicalId' | 'resourceType' | 'status' | 'reason' | 'tier' | 'stack'
>;

/** State of an operation, as its events tell. */
export interface OperationProgress {
  /** First failure. */
  readonly failure: string | undefined;
  /** Those that failed first, then what is under way, then what is done; the newest of each first. */
  readonly resources: readonly ResourceState[];
  /** Resources that are done. */
  readonly done: number;
  /** Resources in all, by the templates; undefined while nobody knows. */
  readonly of: number | undefined;
  /** Sentences to know that are no errors. */
  readonly notes: readonly string[];
  /** Status of the record at Service Catalog, as it was last seen. */
  readonly record: string | undefined;
}

/** State that comes of an operation's events, in their order. */
export function progressOf(events: readonly OperationEvent[]): OperationProgress {
  const resources = new Map<string, ResourceState>();
  const counts = new Map<string, EventOf<'count'>>();
  for (const event of events) {
    if (event.type === 'count') counts.set(event.tier ?? '', event);
    if (event.type !== 'resource') continue;
    const key = `${event.tier ?? ''} ${event.logicalId}`;
    // The newest stands last.
    resources.delete(key);
    resources.set(key, event);
  }
  const own = counts.get('');
  const known = [...counts.values()];
  return {
    failure: events.find((event) => event.type === 'failure')?.text,
    resources: [...resources.values()].reverse().sort((one, other) => gravityOf(one) - gravityOf(other)),
    done: known.reduce((sum, { done }) => sum + done, 0),
    of: own?.of === undefined ? undefined : known.reduce((sum, { of = 0 }) => sum + of, 0),
    notes: events.flatMap((event) => (event.type === 'note' ? [event.text] : [])),
    record: events.findLast((event) => event.type === 'record')?.status,
  };
}

/** Kind of a resource's status, for a sign beside it. */
export function statusKind({ status }: Pick<ResourceState, 'status'>): 'error' | 'in-progress' | 'success' | 'stopped' {
  if (status.endsWith('_FAILED')) return 'error';
  if (status.endsWith('_IN_PROGRESS')) return 'in-progress';
  return status.startsWith('DELETE') ? 'stopped' : 'success';
}

function gravityOf(resource: ResourceState): number {
  return ['error', 'in-progress', 'success', 'stopped'].indexOf(statusKind(resource));
}
