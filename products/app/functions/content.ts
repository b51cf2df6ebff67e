/** A piece of content as its readers see it. */
export interface Content {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** The author's id in the user pool. */
  readonly author: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
}

/** Title and body that an author writes. */
export type Draft = Pick<Content, 'title' | 'body'>;

/** Limits of a draft in characters; the API's model and the function share them. */
export const draftLimits = { title: 200, body: 20_000 } as const;

/** Store that content is kept in. */
export interface ContentStore {
  add(content: Content): Promise<void>;
  /** Undefined when there is none, or it was removed. */
  find(id: string): Promise<Content | undefined>;
  /** The newest first. */
  newest(limit: number): Promise<readonly Content[]>;
  /** Takes content out of sight; false when there is none of this author's. It is deleted for good by the maintenance. */
  remove(id: string, author: string, at: Date): Promise<boolean>;
}

/** The domain events of content: the detail of each carries the id of the content and of its author. */
export type ContentEventType = 'ContentCreated' | 'ContentRemoved';

/** Detail of a content event. */
export interface ContentEventDetail {
  readonly id: string;
  readonly author: string;
}

/** Source of the content events on the bus. */
export const contentSource = 'bellyfed.content';

/** Tells the platform what happened. */
export type Publish = (type: ContentEventType, detail: ContentEventDetail) => Promise<void>;

/** The draft in a request's body; undefined when it isn't one. */
export function readDraft(body: string): Draft | undefined {
  const value = parsed(body);
  if (typeof value !== 'object' || value === null) return undefined;
  const { title, body: text } = value as { readonly title?: unknown; readonly body?: unknown };
  if (!isText(title, draftLimits.title) || !isText(text, draftLimits.body)) return undefined;
  return { title, body: text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most;
}
