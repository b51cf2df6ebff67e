import type { Caller } from './caller';
import type { Work } from './work';

/** Call of an operation. Everything it does is one transaction. */
export interface Call extends Work {
  /** The account that is called: the caller's. */
  readonly accountId: string;
  /** The region that the request is signed for: `us-east-1`. */
  readonly region: string;
  readonly caller: Caller;
  readonly requestId: string;
}
