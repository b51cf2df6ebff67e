import type { Remedy } from '../catalog/detailed-error';

/**
 * Progress of an operation, as data. A face renders it; nobody's result depends on it.
 *
 * - `target`: from here on the calls go to this account and region.
 * - `step`: something begins that has no record of its own: `index` of `of`, the first being 1; 0 of 0 where nobody knows how many.
 * - `record`: a record of Service Catalog, each time that it is looked at.
 * - `resource`: an event of a stack, once each.
 * - `count`: resources that are done, of those that the operation is for: all of a stack by its template, or all that it changes.
 * - `failure`: what failed first, as soon as AWS tells it.
 * - `line`: a line that a program below has printed.
 * - `note`: something to know that is no error.
 */
export type OperationEvent =
  | {
      readonly type: 'target';
      readonly account: string;
      readonly region: string;
      /** Undefined on AWS. */
      readonly endpoint: string | undefined;
    }
  | {
      readonly type: 'step';
      readonly subject: string;
      readonly text: string;
      readonly index: number;
      readonly of: number;
    }
  | {
      readonly type: 'record';
      /** Name of the provisioned product. */
      readonly subject: string;
      readonly record: string;
      /** `PROVISION_PRODUCT`, `UPDATE_PROVISIONED_PRODUCT`, `TERMINATE_PROVISIONED_PRODUCT` */
      readonly recordType: string;
      /** `CREATED`, `IN_PROGRESS`, `IN_PROGRESS_IN_ERROR`, `SUCCEEDED`, `FAILED` */
      readonly status: string;
      /** Since the operation began to wait for it. */
      readonly seconds: number;
    }
  | {
      readonly type: 'resource';
      readonly subject: string;
      /** Logical id of the tier that has launched the stack; absent for the subject's own. */
      readonly tier?: string;
      /** ARN. */
      readonly stack: string;
      readonly eventId: string;
      readonly logicalId: string;
      readonly resourceType: string;
      readonly status: string;
      readonly reason?: string;
    }
  | {
      readonly type: 'count';
      readonly subject: string;
      /** As of `resource`. */
      readonly tier?: string;
      readonly done: number;
      /** Undefined where nobody knows. */
      readonly of: number | undefined;
    }
  | { readonly type: 'failure'; readonly subject: string; readonly text: string }
  | { readonly type: 'line'; readonly source: 'cdk'; readonly text: string }
  | { readonly type: 'note'; readonly text: string; readonly remedies?: readonly Remedy[] };

/** Events of one type. */
export type EventOf<Type extends OperationEvent['type']> = Extract<OperationEvent, { readonly type: Type }>;

/** Receiver of an operation's events. It never throws, and nobody waits for it. */
export interface Events {
  /** Whether `resource`, `count` and `failure` of records are wanted, which cost calls more at each look. @default false */
  readonly wantsResources?: boolean;
  emit(event: OperationEvent): void;
}

/** Events that nobody looks at. */
export const noEvents: Events = { emit() {} };
