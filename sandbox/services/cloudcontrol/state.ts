import type { HandlerErrorCode, Operation, OperationStatus } from '@aws-sdk/client-cloudcontrol';
import type { Json } from '../../../catalog/template';
import { defineTable } from '../../store/store';
import type { StackScope } from '../cloudformation';

/** A request to change or delete a resource, under way or over. */
export interface RequestRecord extends StackScope {
  readonly token: string;
  readonly operation: Operation;
  readonly type: string;
  readonly identifier: string;
  readonly status: OperationStatus;
  /** When it came to its status. */
  readonly at: Date;
  readonly message?: string;
  readonly errorCode?: HandlerErrorCode;
  /** The properties that an update asks for. */
  readonly properties?: Readonly<Record<string, Json>>;
}

/** Requests by account, region and token. */
export const requests = defineTable<RequestRecord>('cloudcontrol/requests');
/** The token of the request that is under way, by account, region, type and identifier. */
export const underWay = defineTable<string>('cloudcontrol/under-way');
/** Requests by their client token: what was asked for, and the request's token, by account, region and client token. */
export const clientTokens = defineTable<{ readonly asked: string; readonly token: string }>(
  'cloudcontrol/client-tokens',
);
