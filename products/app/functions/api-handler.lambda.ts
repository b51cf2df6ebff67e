import type { ALBEvent, ALBResult, APIGatewayProxyEvent } from 'aws-lambda';
import { type ContentStore, draftLimits, type Publish, readDraft } from './content';
import { type Request, readRequest, respond } from './http.lambda';

/** Store and publisher that the API works with, its origin and path, its ids and clock. */
export interface ApiParts {
  readonly store: ContentStore;
  readonly publish: Publish;
  /** The platform's origin: only its pages may read answers in a browser. */
  readonly origin: string;
  /** Path under which the load balancer serves the API: `/api`. */
  readonly prefix: string;
  readonly newId: () => string;
  readonly now: () => Date;
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
}

const most = 50;
const notFound: Answer = { status: 404, value: { message: 'There is no such content.' } };
const unauthorized: Answer = { status: 401, value: { message: 'Sign in, and call the REST API with your token.' } };
const notAllowed: Answer = { status: 405, value: { message: 'This method is not offered here.' } };
const badDraft: Answer = {
  status: 400,
  value: { message: `Send a title of 1 to ${draftLimits.title} and a body of 1 to ${draftLimits.body} characters.` },
};

/**
 * The handler behind the REST API and the load balancer's API path. Everybody may read through the load balancer;
 * changes need a signed-in user, so they only work through the REST API, whose authorizer verifies tokens.
 */
export function apiHandler(parts: ApiParts): (event: APIGatewayProxyEvent | ALBEvent) => Promise<ALBResult> {
  return async (event) => {
    const { status, value } = await answer(parts, readRequest(event, parts.prefix));
    return respond(status, value, parts.origin);
  };
}

async function answer(parts: ApiParts, request: Request): Promise<Answer> {
  const [, collection, id, ...rest] = request.path.split('/');
  if (collection !== 'content' || rest.length > 0) return notFound;
  return id === undefined ? onCollection(parts, request) : onContent(parts, request, id);
}

async function onCollection({ store, publish, newId, now }: ApiParts, request: Request): Promise<Answer> {
  const { method, caller } = request;
  if (method === 'GET') return { status: 200, value: { items: await store.newest(most) } };
  if (method !== 'POST') return notAllowed;
  if (caller === undefined) return unauthorized;
  const draft = readDraft(request.body);
  if (draft === undefined) return badDraft;
  const content = { id: newId(), ...draft, author: caller, createdAt: now().toISOString() };
  await store.add(content);
  await publish('ContentCreated', { id: content.id, author: caller });
  return { status: 201, value: content };
}

async function onContent({ store, publish, now }: ApiParts, request: Request, id: string): Promise<Answer> {
  const { method, caller } = request;
  if (method === 'GET') {
    const content = await store.find(id);
    return content === undefined ? notFound : { status: 200, value: content };
  }
  if (method !== 'DELETE') return notAllowed;
  if (caller === undefined) return unauthorized;
  if (!(await store.remove(id, caller, now()))) return notFound;
  await publish('ContentRemoved', { id, author: caller });
  return { status: 200, value: { id } };
}
