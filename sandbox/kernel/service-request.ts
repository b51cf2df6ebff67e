import type { Caller } from './caller';

/** Call that one service makes to another. */
export interface ServiceRequest {
  /** Signing name of the service that is called: `cloudformation`. */
  readonly service: string;
  /** As the API names it: `DescribeStacks`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly region: string;
}
