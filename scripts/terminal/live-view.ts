import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import type { EventOf, OperationEvent } from '../../operations/events';

/** Resources of one stack: a tier's, or those of what is launched itself. */
interface StackView {
  count: string;
  /** Types of the resources that are under way, by their logical ids. */
  readonly busy: Map<string, string>;
}

/** Line that an event is worth. */
export interface Told {
  readonly text: string;
  /** Whether the lines of the view tell it too, as long as it counts. */
  readonly isLive: boolean;
}

/** Resources under way that are shown of one stack; the others are counted. */
const SHOWN = 5;

/** View of an operation that is under way, by the events so far. */
export class LiveView {
  private head = '';
  private elapsed = '';
  private record = '';
  private own: StackView = emptyStack();
  private readonly tiers = new Map<string, StackView>();

  /** @param isLocal whether the calls stay on this machine, where no elapsed time is said */
  constructor(private readonly isLocal: boolean) {}

  /** Takes an event in; the line to say of it, if it has one. */
  take(event: OperationEvent): Told | undefined {
    switch (event.type) {
      case 'step':
        return this.begin(event.of > 0 ? `Step ${event.index} of ${event.of}: ${event.text}` : event.text);
      case 'record':
        return this.takeRecord(event);
      case 'count':
        return this.takeCount(event);
      case 'resource':
        return this.takeResource(event);
      case 'failure':
        return { text: `${event.subject}, first failure: ${event.text}`, isLive: false };
      default:
        return undefined;
    }
  }

  /** Lines for a terminal; none where nothing is under way. */
  lines(): string[] {
    if (this.head === '') return [];
    const tiers = [...this.tiers].flatMap(([tier, view]) => [
      `${tier}${view.count && `: ${view.count}`}`,
      ...busyLines(view),
    ]);
    return [`${this.head}${this.elapsed}${this.own.count && `, ${this.own.count}`}`, ...tiers, ...busyLines(this.own)];
  }

  /** Begins the view anew, with nothing under it. */
  private begin(head: string): Told | undefined {
    this.elapsed = '';
    this.record = '';
    this.own = emptyStack();
    this.tiers.clear();
    return this.say(head);
  }

  private say(head: string): Told | undefined {
    const isNew = head !== this.head;
    this.head = head;
    return isNew ? { text: head, isLive: true } : undefined;
  }

  private takeRecord({ record, subject, recordType, status, seconds }: EventOf<'record'>): Told | undefined {
    if (status === 'SUCCEEDED' || status === 'FAILED') return undefined;
    const head = `${subject}: ${sentence(recordType, status)}`;
    const told = record === this.record ? this.say(head) : this.begin(head);
    this.record = record;
    this.elapsed = this.isLocal || seconds < 10 ? '' : ` (${seconds - (seconds % 10)} s)`;
    return told;
  }

  private takeCount({ subject, tier, ...count }: EventOf<'count'>): undefined {
    if (tier === undefined && !this.head.startsWith(subject)) this.begin(subject);
    this.stackOf(tier).count = countText(count);
  }

  private takeResource({ subject, tier, logicalId, resourceType, status }: EventOf<'resource'>): Told | undefined {
    const isUnderWay = status.endsWith('_IN_PROGRESS');
    if (tier === undefined && resourceType === LAUNCHED_PRODUCT) {
      const view = this.tiers.get(logicalId);
      if (isUnderWay && view) return undefined;
      if (isUnderWay) {
        this.tiers.set(logicalId, emptyStack());
        return { text: `${subject}: ${beginningOf(status)} ${logicalId}`, isLive: true };
      }
      this.tiers.delete(logicalId);
      return {
        text: `${subject}: ${logicalId} ${endOf(status)}${view?.count ? `, ${view.count}` : ''}`,
        isLive: false,
      };
    }
    const { busy } = this.stackOf(tier);
    if (isUnderWay && resourceType !== 'AWS::CloudFormation::Stack') busy.set(logicalId, resourceType);
    else busy.delete(logicalId);
    return undefined;
  }

  private stackOf(tier: string | undefined): StackView {
    // What a tier still tells once it has ended is shown nowhere.
    return tier === undefined ? this.own : (this.tiers.get(tier) ?? emptyStack());
  }
}

function emptyStack(): StackView {
  return { count: '', busy: new Map() };
}

function busyLines({ busy }: StackView): string[] {
  const lines = [...busy].map(([logicalId, type]) => `  ${logicalId} (${type})`);
  if (lines.length <= SHOWN) return lines;
  return [...lines.slice(0, SHOWN - 1), `  and ${lines.length - SHOWN + 1} more`];
}

function countText({ done, of }: Pick<EventOf<'count'>, 'done' | 'of'>): string {
  if (of !== undefined) return `${done} of ${of}`;
  return done === 1 ? '1 resource' : `${done} resources`;
}

/** `CREATE_IN_PROGRESS` of a tier as people say it. */
function beginningOf(status: string): string {
  return { CREATE: 'launching', UPDATE: 'updating', DELETE: 'terminating' }[status.split('_')[0] ?? ''] ?? status;
}

/** `CREATE_COMPLETE` of a tier as people say it. */
function endOf(status: string): string {
  const [operation = '', end] = status.split('_');
  if (end === 'FAILED') return 'failed';
  if (end === 'SKIPPED') return 'stays';
  return { CREATE: 'launched', UPDATE: 'updated', DELETE: 'terminated' }[operation] ?? status;
}

/** `PROVISION_PRODUCT`, `IN_PROGRESS_IN_ERROR` as people say it. */
function sentence(recordType: string, status: string): string {
  const verb = recordType === 'TERMINATE_PROVISIONED_PRODUCT' ? 'terminating' : 'provisioning';
  if (status === 'CREATED') return `${verb}, about to begin`;
  return status === 'IN_PROGRESS_IN_ERROR' ? `${verb}, rolling back after a failure` : verb;
}
