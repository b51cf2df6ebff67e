import type { ALBEvent, APIGatewayProxyEvent } from 'aws-lambda';
import { apiHandler } from '../../../../products/app/functions/api-handler.lambda';
import type { ContentEventDetail, ContentEventType } from '../../../../products/app/functions/content';
import { MemoryStore } from './memory-store';

const origin = 'https://www.example.com';
const draft = { title: 'Hello', body: 'World' };

/** An API with nothing in it, and how to call it. */
function emptyApi() {
  const published: [ContentEventType, ContentEventDetail][] = [];
  let count = 0;
  const handler = apiHandler({
    store: new MemoryStore(),
    publish: async (type, detail) => void published.push([type, detail]),
    origin,
    prefix: '/api',
    newId: () => `id-${++count}`,
    now: () => new Date(Date.UTC(2026, 0, 1, 0, count)),
  });
  const read = async (event: object) => {
    const { statusCode, headers, body } = await handler(event as APIGatewayProxyEvent | ALBEvent);
    return { statusCode, headers, value: JSON.parse(body ?? '') };
  };
  return {
    published,
    /** Through the REST API, as a signed-in user. */
    rest: (httpMethod: string, path: string, user?: string, body?: unknown) =>
      read({
        httpMethod,
        path,
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
        isBase64Encoded: false,
        requestContext: { authorizer: user === undefined ? null : { claims: { sub: user } } },
      }),
    /** Through the load balancer, which verifies nobody, whatever the request claims. */
    web: (httpMethod: string, path: string, body?: unknown) =>
      read({
        httpMethod,
        path,
        body: Buffer.from(JSON.stringify(body ?? '')).toString('base64'),
        isBase64Encoded: true,
        headers: { authorization: 'Bearer forged' },
        requestContext: { elb: { targetGroupArn: 'arn' }, authorizer: { claims: { sub: 'forged' } } },
      }),
  };
}

describe('creating content', () => {
  it('stores it under the caller’s name and tells the platform', async () => {
    const api = emptyApi();
    const { statusCode, value } = await api.rest('POST', '/content', 'ann', draft);
    expect(statusCode).toBe(201);
    expect(value).toEqual({ id: 'id-1', ...draft, author: 'ann', createdAt: '2026-01-01T00:01:00.000Z' });
    expect(api.published).toEqual([['ContentCreated', { id: 'id-1', author: 'ann' }]]);
    expect((await api.rest('GET', '/content/id-1', 'ben')).value).toEqual(value);
  });

  it.each(['', 'no json', 'null', '[]', '{"title":"a"}', '{"title":" ","body":"b"}', '{"title":1,"body":"b"}'])(
    'refuses what is no draft: %s',
    async (body) => {
      const api = emptyApi();
      expect((await api.rest('POST', '/content', 'ann', body)).statusCode).toBe(400);
      expect(api.published).toEqual([]);
    },
  );

  it('takes no author, id or date from the caller', async () => {
    const forged = { ...draft, id: 'mine', author: 'ben', createdAt: 'never' };
    expect((await emptyApi().rest('POST', '/content', 'ann', forged)).value).toMatchObject({
      id: 'id-1',
      author: 'ann',
      createdAt: '2026-01-01T00:01:00.000Z',
    });
  });
});

describe('removing content', () => {
  it('takes it out of sight and tells the platform', async () => {
    const api = emptyApi();
    await api.rest('POST', '/content', 'ann', draft);
    expect((await api.rest('DELETE', '/content/id-1', 'ann')).statusCode).toBe(200);
    expect(api.published.at(-1)).toEqual(['ContentRemoved', { id: 'id-1', author: 'ann' }]);
    expect((await api.rest('GET', '/content/id-1', 'ann')).statusCode).toBe(404);
    expect((await api.rest('GET', '/content', 'ann')).value).toEqual({ items: [] });
  });

  it('is for the author alone, and works once', async () => {
    const api = emptyApi();
    await api.rest('POST', '/content', 'ann', draft);
    expect((await api.rest('DELETE', '/content/id-1', 'ben')).statusCode).toBe(404);
    expect((await api.rest('GET', '/content/id-1', 'ben')).statusCode).toBe(200);
    expect((await api.rest('DELETE', '/content/id-1', 'ann')).statusCode).toBe(200);
    expect((await api.rest('DELETE', '/content/id-1', 'ann')).statusCode).toBe(404);
    expect(api.published).toHaveLength(2);
  });
});

describe('reading', () => {
  it('shows the newest first', async () => {
    const api = emptyApi();
    for (const title of ['one', 'two', 'three']) await api.rest('POST', '/content', 'ann', { ...draft, title });
    const { value } = await api.rest('GET', '/content', 'ann');
    expect(value.items.map(({ title }: { title: string }) => title)).toEqual(['three', 'two', 'one']);
  });

  it.each(['/content/none', '/other', '/', '/content/a/b'])('finds nothing at %s', async (path) => {
    expect((await emptyApi().rest('GET', path, 'ann')).statusCode).toBe(404);
  });
});

describe('through the load balancer', () => {
  it('everybody may read, below the prefix', async () => {
    const api = emptyApi();
    await api.rest('POST', '/content', 'ann', draft);
    expect((await api.web('GET', '/api/content')).value.items).toHaveLength(1);
    expect((await api.web('GET', '/api/content/id-1')).value).toMatchObject(draft);
  });

  it('nobody may change anything, whatever the request claims', async () => {
    const api = emptyApi();
    await api.rest('POST', '/content', 'forged', draft);
    expect((await api.web('POST', '/api/content', draft)).statusCode).toBe(401);
    expect((await api.web('DELETE', '/api/content/id-1')).statusCode).toBe(401);
    expect((await api.web('GET', '/api/content')).value.items).toHaveLength(1);
    expect(api.published).toHaveLength(1);
  });
});

describe('every answer', () => {
  it.each([
    ['POST', '/content', undefined, 401],
    ['DELETE', '/content/x', undefined, 401],
    ['PUT', '/content', 'ann', 405],
    ['PATCH', '/content/x', 'ann', 405],
  ])('to %s %s as %s is %i', async (method, path, user, status) => {
    expect((await emptyApi().rest(method, path, user, draft)).statusCode).toBe(status);
  });

  it.each([200, 404])('is JSON that no browser takes for a page, for the platform’s pages only: %i', async (status) => {
    const { statusCode, headers } = await emptyApi().rest('GET', status === 200 ? '/content' : '/none', 'ann');
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': origin,
      Vary: 'Origin',
    });
  });
});
