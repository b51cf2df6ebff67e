import type { ResourceRecord } from '../state';
import type { StackSession } from './stack-session';

/** A resource has failed, and with it what the stack is under. */
export function failed(session: StackSession, record: ResourceRecord, reason: string): void {
  const verb = verbOf(record);
  record.pending = undefined;
  session.resourceStatus(record, `${verb}_FAILED`, reason);
  session.operation.failed[verb === 'CREATE' ? 'create' : 'update'].push(record.logicalId);
}

/** Ends what is under way when another resource of the stack has failed. */
export function cancel(session: StackSession, record: ResourceRecord): void {
  const verb = verbOf(record);
  record.pending = undefined;
  session.resourceStatus(record, `${verb}_FAILED`, `Resource ${verb === 'CREATE' ? 'creation' : 'update'} cancelled`);
}

/** Whether a resource that is under way is being created or updated. */
export function verbOf({ status }: ResourceRecord): 'CREATE' | 'UPDATE' {
  return status.startsWith('CREATE') ? 'CREATE' : 'UPDATE';
}
