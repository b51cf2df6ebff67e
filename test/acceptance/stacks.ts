import { setTimeout as pause } from 'node:timers/promises';
import type { CloudFormation, Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import { type Place, pauseAt } from './place';
import { runTag, type Tags } from './run-tag';

/** CloudFormation template, as it is sent. */
export interface Template {
  readonly Parameters?: object;
  readonly Mappings?: object;
  readonly Rules?: object;
  readonly Conditions?: object;
  readonly Resources: object;
  readonly Outputs?: object;
}

/** Stack to make or to change. */
export interface StackWish {
  readonly name: string;
  readonly template: Template;
  /** Role that CloudFormation works as. @default - the caller */
  readonly role?: string | undefined;
}

/** Stack at rest, or AWS's refusal to begin. */
export interface StackEnd {
  /** `REFUSED` where AWS didn't begin. */
  readonly status: string;
  /** Reasons of what failed, in the order in which it did; AWS's refusal where it didn't begin. */
  readonly reasons: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
}

const CAPABILITIES = ['CAPABILITY_NAMED_IAM'] as const;

/** Makes a stack that carries the run's tag, and waits until it rests. */
export async function createStack(place: Place, runId: string, wish: StackWish): Promise<StackEnd> {
  const client = await place.target.cloudFormation();
  return carriedOut(place, client, wish.name, () =>
    client.createStack({
      StackName: wish.name,
      TemplateBody: JSON.stringify(wish.template),
      RoleARN: wish.role,
      Capabilities: [...CAPABILITIES],
      Tags: [runTag(runId)],
    }),
  );
}

/** Updates a stack, and waits until it rests. */
export async function updateStack(place: Place, wish: StackWish): Promise<StackEnd> {
  const client = await place.target.cloudFormation();
  return carriedOut(place, client, wish.name, () =>
    client.updateStack({
      StackName: wish.name,
      TemplateBody: JSON.stringify(wish.template),
      RoleARN: wish.role,
      Capabilities: [...CAPABILITIES],
    }),
  );
}

/** Deletes a stack, and waits until it is gone: by its id, since a name may be taken anew. */
export async function deleteStack(place: Place, stackId: string): Promise<StackEnd> {
  const client = await place.target.cloudFormation();
  return carriedOut(place, client, stackId, () => client.deleteStack({ StackName: stackId }));
}

/** Stacks that are there, all pages. */
export async function livingStacks(place: Place): Promise<Stack[]> {
  const client = await place.target.cloudFormation();
  const found: Stack[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.describeStacks({ NextToken });
    found.push(...(page.Stacks ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return found.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
}

/** Stack by its name or id; undefined where none is there. */
export async function stackNamed(place: Place, StackName: string): Promise<Stack | undefined> {
  const client = await place.target.cloudFormation();
  const { Stacks: [stack] = [] } = await client.describeStacks({ StackName }).catch(ifMissing);
  return stack;
}

/** Tags of a stack by key. */
export function tagNamed(tags: Tags, key: string): string | undefined {
  return tags?.find(({ Key }) => Key === key)?.Value;
}

/** Whether a change went through. */
export function isWell({ status }: StackEnd): boolean {
  return /^(CREATE|UPDATE)_COMPLETE$/.test(status);
}

/** First reason of what failed, on one line. */
export function reasonOf({ status, reasons }: StackEnd): string {
  return `${status}: ${(reasons[0] ?? 'no reason was given').replaceAll(/\s+/g, ' ')}`;
}

/** Reasons of what failed in a stack since a moment, in the order in which it did. */
export async function failuresIn(place: Place, name: string, since: Date): Promise<readonly string[]> {
  const events = await eventsOf(await place.target.cloudFormation(), name);
  const later = events.filter(({ Timestamp }) => Timestamp !== undefined && Timestamp >= since);
  return later.reverse().flatMap((event) => reasonIn(event));
}

async function carriedOut(
  place: Place,
  client: CloudFormation,
  name: string,
  begin: () => Promise<unknown>,
): Promise<StackEnd> {
  const before = new Set((await eventsOf(client, name)).map(({ EventId }) => EventId));
  try {
    await begin();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { status: 'REFUSED', reasons: [`${error.name}: ${error.message}`], outputs: {} };
  }
  const stack = await atRest(place, name);
  const events = (await eventsOf(client, stack?.StackId ?? name)).filter(({ EventId }) => !before.has(EventId));
  const reasons = events.reverse().flatMap((event) => reasonIn(event));
  const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  return { status: stack?.StackStatus ?? 'DELETE_COMPLETE', reasons, outputs: Object.fromEntries(outputs) };
}

async function atRest(place: Place, name: string): Promise<Stack | undefined> {
  for (;;) {
    const stack = await stackNamed(place, name);
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
    await pause(pauseAt(place));
  }
}

async function eventsOf(client: CloudFormation, StackName: string): Promise<StackEvent[]> {
  const { StackEvents = [] } = await client.describeStackEvents({ StackName }).catch(ifMissing);
  return StackEvents;
}

function reasonIn({ ResourceStatus, ResourceStatusReason, LogicalResourceId }: StackEvent): string[] {
  const failed = ResourceStatus?.endsWith('_FAILED') && ResourceStatusReason !== undefined;
  return failed ? [`${LogicalResourceId}: ${ResourceStatusReason}`] : [];
}

/** CloudFormation has no error of its own for a stack that isn't there. */
function ifMissing(error: unknown): { Stacks?: Stack[]; StackEvents?: StackEvent[] } {
  if (error instanceof Error && /does not exist/.test(error.message)) return {};
  throw error;
}
