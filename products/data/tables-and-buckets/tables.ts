import { Construct } from 'constructs';
import { Table, type TableDefaults } from './table';

/** The platform's tables. */
export class Tables extends Construct {
  /** Content, in the pattern of one table for many kinds of items: `pk` and `sk`, and one index that turns them round. */
  readonly content: Table;
  /** Sessions of the web application. */
  readonly sessions: Table;
  /** Requests and events that were handled, so that a repetition is noticed. */
  readonly idempotency: Table;

  constructor(scope: Construct, id: string, defaults: TableDefaults) {
    super(scope, id);
    // One after the other, the one that is missed least first: where the update of one fails, as few as can be have to go
    // back.
    this.idempotency = new Table(this, 'Idempotency', {
      ...defaults,
      part: 'idempotency',
      keys: ['id'],
      expiresBy: 'expiresAt',
    });
    this.sessions = new Table(this, 'Sessions', {
      ...defaults,
      part: 'sessions',
      keys: ['id'],
      expiresBy: 'expiresAt',
      after: [this.idempotency],
    });
    this.content = new Table(this, 'Content', {
      ...defaults,
      part: 'content',
      keys: ['pk', 'sk'],
      indexes: { gsi1: ['gsi1pk', 'gsi1sk'] },
      after: [this.sessions],
    });
  }
}
