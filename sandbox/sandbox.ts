import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ActionEntries, actionEntries, authorizing } from './authorization/authorize';
import { isOpen, openAccount } from './bootstrap';
import { RpcEndpoint } from './http/rpc';
import { unreadAnswer, unsignedFailure } from './http/unread-request';
import { AwsError } from './kernel/aws-error';
import type { Call } from './kernel/call';
import type { Caller } from './kernel/caller';
import { Faults } from './kernel/faults';
import { callerOf, credentialOf } from './kernel/identity';
import { JobQueue } from './kernel/jobs';
import { type RestRequest, type RestResponse, type RestService, readsOnly, type Service } from './kernel/service';
import type { ServiceRequest } from './kernel/service-request';
import { undoingProvider } from './kernel/undoing-provider';
import type {
  LookInside,
  OrganizationListener,
  ResourceProvider,
  SandboxParts,
  ScheduleTrigger,
  StackListener,
  StackStatusListener,
} from './kernel/work';
import type { Migration } from './store/form';
import { Store } from './store/store';
import { StoreFailure } from './store/store-failure';

/** Milliseconds that an answer waits for a job under way. The CDK CLI asks again after 5,000, the AWS CLI after 30,000. */
const PATIENCE_MS = 3_000;

const LOOK_AGAIN_MS = 20;

/** Parts that a sandbox is made of. */
export interface SandboxOptions {
  /** Folder of the state; created where it doesn't exist. */
  readonly stateFolder: string;
  /** Role that a bare account id acts as. Default `BellyfedPlatformEngineer`. */
  readonly defaultRoleName?: string;
  readonly services: readonly Service[];
  /** Changes of the state's form, see {@link Store.open}. Default: none. */
  readonly migrations?: readonly Migration[];
  readonly stackStatusListeners?: readonly StackStatusListener[];
  readonly stackListeners?: readonly StackListener[];
  readonly organizationListeners?: readonly OrganizationListener[];
  /** Makes a schedule due at once. Default: there are none. */
  readonly makeDue?: ScheduleTrigger;
  /** Told of defects: what was thrown that isn't an AWS error. Default: printed to standard error. */
  readonly onDefect?: (error: unknown) => void;
}

/** AWS on this machine, without the wire: takes requests as values and answers them. */
export class Sandbox {
  readonly faults = new Faults();
  private isClosing = false;
  private readonly answering = new Set<Promise<RestResponse>>();
  private readonly jobs: JobQueue;
  private readonly parts: SandboxParts;
  private readonly rpc = new Map<string, RpcEndpoint>();
  private readonly rest = new Map<string, RestService>();
  private readonly onDefect: (error: unknown) => void;
  private readonly schedules: ScheduleTrigger | undefined;

  /**
   * Opens a sandbox: it answers, and does nothing of its own until {@link start}.
   *
   * @throws CatalogError as {@link Store.open} does.
   */
  static async open(options: SandboxOptions): Promise<Sandbox> {
    const entries = await actionEntries(options.services);
    return new Sandbox(await Store.open(options.stateFolder, options.migrations), options, entries);
  }

  private constructor(
    private readonly db: Store,
    options: SandboxOptions,
    entries: ActionEntries,
  ) {
    this.schedules = options.makeDue;
    this.onDefect = options.onDefect ?? ((error) => console.error(error));
    this.jobs = new JobQueue(this.db, () => this.parts, this.onDefect);
    const providers = new Map<string, ResourceProvider>();
    const looks = new Map<string, LookInside>();
    for (const service of options.services) {
      if ('handle' in service) this.rest.set(service.signingName, service);
      else this.rpc.set(service.signingName, new RpcEndpoint(service));
      for (const [kind, handler] of Object.entries(service.jobs ?? {})) this.jobs.handle(kind, handler);
      for (const [type, look] of Object.entries(service.looks ?? {})) looks.set(type, look);
      for (const [type, provider] of Object.entries(service.providers ?? {})) {
        providers.set(type, undoingProvider(provider));
      }
    }
    this.parts = {
      jobs: this.jobs,
      faults: this.faults,
      report: this.onDefect,
      invoke: (request) => this.invoke(request),
      authorize: authorizing(entries),
      providers,
      looks,
      stackStatusListeners: options.stackStatusListeners ?? [],
      stackListeners: options.stackListeners ?? [],
      organizationListeners: options.organizationListeners ?? [],
      defaultRoleName: options.defaultRoleName ?? 'BellyfedPlatformEngineer',
    };
  }

  /** Resolves, with the reason, once nothing is kept any more of what is asked: the sandbox is to be closed then. */
  get failure(): Promise<StoreFailure> {
    return this.db.failure;
  }

  /** Starts the jobs, first those that a killed sandbox left. */
  start(): void {
    this.jobs.start();
  }

  /** Answers one request. Resolves once what it changed is committed. */
  async answer(request: RestRequest): Promise<RestResponse> {
    const answer = this.answerOne(request);
    this.answering.add(answer);
    return answer.finally(() => this.answering.delete(answer));
  }

  private async answerOne(request: RestRequest): Promise<RestResponse> {
    const requestId = randomUUID();
    const credential = credentialOf(request.headers, request.query);
    const endpoint = credential && (this.rpc.get(credential.signingName) ?? this.rest.get(credential.signingName));
    const fail = (error: { code: string; message: string; status?: number }): RestResponse => {
      if (!endpoint) return unreadAnswer(request, credential?.signingName, error, requestId);
      return endpoint instanceof RpcEndpoint
        ? endpoint.fail(error, requestId)
        : endpoint.fail(error, request, requestId);
    };
    try {
      if (!credential) return fail(unsignedFailure(request));
      if (!endpoint) {
        const message = `The sandbox has no service ${credential.signingName}`;
        throw new AwsError('UnknownOperationException', message, 404);
      }
      if (this.faults.current.delayMs) await new Promise((done) => setTimeout(done, this.faults.current.delayMs));
      if (this.faults.throttlesNext()) throw throttled(endpoint);
      const region = credential.region ?? unscopedRegion(endpoint, request, this.db);
      if (!isRegion(region))
        throw new AwsError('SignatureDoesNotMatch', 'Credential should be scoped to a valid region.', 403);
      const caller = callerOf(credential.accessKeyId, this.parts.defaultRoleName, this.db, new Date());
      const { accountId } = caller;
      await this.openAccount(accountId, region);
      const run = () => {
        const call = this.callBy(caller, region, requestId);
        return endpoint instanceof RpcEndpoint
          ? endpoint.handle(endpoint.operationName(request), request, call)
          : endpoint.handle(request, call);
      };
      if (reads(endpoint, request)) return await this.settled(run);
      const response = await this.db.transact(run);
      this.jobs.wake();
      return response;
    } catch (error) {
      if (error instanceof AwsError) return fail(error);
      if (error instanceof StoreFailure) return fail({ code: 'InternalFailure', message: error.message, status: 500 });
      this.onDefect(error);
      const message = 'The request processing has failed because of an unknown error, exception or failure.';
      return fail({ code: 'InternalFailure', message, status: 500 });
    }
  }

  /** Answer of a read, which waits a little where a job is about to change it; not where jobs are slowed, to be watched. */
  private async settled(run: () => RestResponse): Promise<RestResponse> {
    const end = performance.now() + (this.faults.current.stackStepMs ? 0 : PATIENCE_MS);
    let response = run();
    while (response.isUnderWay && performance.now() < end && !this.isClosing) {
      await sleep(LOOK_AGAIN_MS);
      response = run();
    }
    return response;
  }

  private async openAccount(accountId: string, region: string): Promise<void> {
    if (isOpen(this.db, accountId, region, this.parts.defaultRoleName)) return;
    const work = { db: this.db, now: new Date(), parts: this.parts };
    await this.db.transact(() => openAccount(work, accountId, region));
  }

  private invoke({ service, operation, input, caller, region }: ServiceRequest): unknown {
    const endpoint = this.rpc.get(service);
    if (!endpoint) throw new AwsError('UnknownOperationException', `The sandbox has no service ${service}`, 404);
    if (this.faults.throttlesNext()) throw throttled(endpoint);
    const call = this.callBy(caller, region, randomUUID());
    return this.db.attempt(() => endpoint.invoke(operation, input, call));
  }

  private callBy(caller: Caller, region: string, requestId: string): Call {
    return { db: this.db, now: new Date(), parts: this.parts, accountId: caller.accountId, region, caller, requestId };
  }

  /**
   * Makes the schedule of a rule due at once.
   *
   * @throws AwsError where there is no such rule
   */
  async makeDue(scope: { readonly accountId: string; readonly region: string }, rule: string): Promise<void> {
    const work = { db: this.db, now: new Date(), parts: this.parts };
    await this.db.transact(() => this.schedules?.(scope, rule, work));
    this.jobs.wake();
  }

  /** Takes no further steps, waits for what is under way and closes the state. */
  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.allSettled(this.answering);
    await this.jobs.stop();
    await this.db.close();
  }
}

function unscopedRegion(endpoint: RpcEndpoint | RestService, request: RestRequest, db: Store): string {
  return endpoint instanceof RpcEndpoint ? '' : (endpoint.regionOf?.(request, db) ?? '');
}

/** Whether AWS's standard partition can have a region of that name. */
function isRegion(name: string): boolean {
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-(?!gov|iso)[a-z]{4,9}-\d$/.test(name);
}

function throttled(endpoint: RpcEndpoint | RestService): AwsError {
  if (!(endpoint instanceof RpcEndpoint)) {
    return endpoint.protocol === 'rest-xml'
      ? new AwsError('SlowDown', 'Please reduce your request rate.', 503)
      : new AwsError('ThrottlingException', 'Rate exceeded', 429);
  }
  const { code, status } = endpoint.service.throttling;
  return new AwsError(code, 'Rate exceeded', status);
}

function reads(endpoint: RpcEndpoint | RestService, request: RestRequest): boolean {
  if (endpoint instanceof RpcEndpoint) return readsOnly(endpoint.operationName(request) ?? '');
  return request.method === 'GET' || request.method === 'HEAD';
}
