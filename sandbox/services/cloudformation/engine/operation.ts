import type { Json } from '../../../../catalog/template';
import { defineTable } from '../../../store/store';
import type { Incarnation, StackDefinition, StackOutput } from '../state';

/**
 * Phase of a stack operation:
 *
 * - `forward` makes and changes resources, `cleanup` removes what an update left over;
 * - `back` puts a failed update's resources back, `backCleanup` removes what it had made;
 * - `undo` removes what a failed creation had made; `remove` deletes a stack.
 */
export type Phase = 'forward' | 'cleanup' | 'back' | 'backCleanup' | 'undo' | 'remove';

/** Consequence of a creation or an update that fails. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** The role that an operation acts as, and what its session is called. */
export interface ActingRole {
  readonly arn: string;
  readonly sessionName: string;
}

/** A physical resource that an operation removes. */
export interface Leftover {
  readonly logicalId: string;
  readonly type: string;
  /** `Retain`, `Snapshot`; absent: it just goes. */
  readonly keep?: 'Retain' | 'Snapshot';
  /** Logical ids of what it needs: that goes later. */
  readonly dependencies: readonly string[];
  /** Resource that a replacement put aside; absent: the resource's own row says. */
  readonly incarnation?: Incarnation;
  state: 'waiting' | 'deleting' | 'failed' | 'over';
  /** Token that its provider waits for. */
  pending?: Json;
}

/** Stack as it was before an update. */
export interface StackBefore {
  readonly definition: StackDefinition;
  readonly outputs: readonly StackOutput[];
  readonly imports: readonly string[];
}

/** The operation that a stack is under, as its job's steps hand it on. One a stack. */
export interface OperationRecord {
  /** A job whose operation has another id was overtaken and ends. */
  readonly id: string;
  readonly kind: 'create' | 'update' | 'delete';
  phase: Phase;
  readonly started: Date;
  readonly token?: string;
  readonly role?: ActingRole;
  readonly onFailure: OnFailure;
  readonly retainExceptOnCreate: boolean;
  /** JSON text of the stack policy in force; only for updates. */
  readonly policy?: string;
  readonly before?: StackBefore;
  /** The stack's status before a deletion: one that can't begin leaves it. */
  readonly statusBefore?: string;
  /** Logical ids that a deletion leaves, or that a continued rollback skips. */
  readonly retain: readonly string[];
  /** Whether the phase has made its checks. */
  begun: boolean;
  /** Logical ids whose turn in this phase is over. */
  done: string[];
  /** Logical ids that failed, by what failed. */
  failed: { create: string[]; update: string[]; delete: string[] };
  /** Refusals of the resources' schemas, by logical id. */
  problems: Readonly<Record<string, string>>;
  leftovers: Leftover[];
  /** Why it went back. */
  failure?: string;
  /** Somebody asked to cancel the update. */
  cancelled?: boolean;
}

/** Operations by the stack's uuid. */
export const operations = defineTable<OperationRecord>('cloudformation/operations');

/** An operation at its very beginning. */
export function newOperation(
  fields: Pick<OperationRecord, 'id' | 'kind' | 'phase' | 'started'> & Partial<OperationRecord>,
): OperationRecord {
  return {
    onFailure: 'ROLLBACK',
    retainExceptOnCreate: false,
    retain: [],
    begun: false,
    done: [],
    failed: { create: [], update: [], delete: [] },
    problems: {},
    leftovers: [],
    ...fields,
  };
}

/** Goes on to another phase. */
export function enter(operation: OperationRecord, phase: Phase): void {
  operation.phase = phase;
  operation.begun = false;
  operation.done = [];
}

/** `The following resource(s) failed to create: [A, B]. The following resource(s) failed to update: [C]. ` */
export function failureReason({ failed }: OperationRecord): string {
  return (['create', 'update', 'delete'] as const)
    .filter((verb) => failed[verb].length > 0)
    .map((verb) => `The following resource(s) failed to ${verb}: [${failed[verb].join(', ')}]. `)
    .join('');
}
