import { useEffect, useState } from 'react';
import type { OperationView } from '../protocol';
import { ApiError, ask } from './api';

/** Milliseconds between two looks at an operation that runs. */
const PAUSE_MS = 300;

/** Milliseconds until the next look where nobody answered. */
const LOST_MS = 2_000;

/** An operation as it was last seen, with all its events. */
export interface FollowedOperation {
  readonly operation: OperationView | undefined;
  readonly error: Error | undefined;
  /** Whether the server doesn't answer just now. */
  readonly isLost: boolean;
}

/**
 * Follows an operation until it ends: each look asks for the events after those that are known. A look takes a millisecond, and
 * no connection is held: a browser has six of them for a server, whatever number of tabs are open.
 */
export function useOperation(id: string): FollowedOperation {
  const [followed, setFollowed] = useState<FollowedOperation>({
    operation: undefined,
    error: undefined,
    isLost: false,
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    let known: OperationView | undefined;
    const look = async () => {
      try {
        const path = `operations/${encodeURIComponent(id)}`;
        const seen = await ask<OperationView>(path, undefined, { after: String(known?.next ?? 0) });
        known = { ...seen, events: [...(known?.events ?? []), ...seen.events] };
        if (!isLeft) setFollowed({ operation: known, error: undefined, isLost: false });
        if (seen.status === 'running' && !isLeft) timer = setTimeout(look, PAUSE_MS);
      } catch (error) {
        if (isLeft) return;
        const isLost = error instanceof ApiError && error.problem.kind === 'not-reached' && known !== undefined;
        setFollowed({
          operation: isLost ? known : undefined,
          error: error instanceof Error ? error : undefined,
          isLost,
        });
        if (isLost) timer = setTimeout(look, LOST_MS);
      }
    };
    void look();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [id]);
  return followed;
}
