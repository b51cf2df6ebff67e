import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { deadlineOf, type TimeLeft } from '../../shared/compute/deadline.lambda';
import type { LogEntry } from '../../shared/compute/function-log.lambda';
import { documentsPath } from './content-collection.lambda';
import { expectSuccess, SearchUnavailableError, type Typesense } from './typesense.lambda';

/** Client and log that the search function works with. */
export interface SearchProps {
  /** A client that may only search; made when the first search comes. */
  readonly typesense: () => Promise<Typesense>;
  readonly log: (entry: LogEntry) => void;
}

/**
 * Answers `GET /?q=…&author=…&page=…&perPage=…` with what was found, best first:
 * `{ found, page, items: [{ id, title, author, createdAt, snippet }] }`. Without `q`, everything is found, newest first.
 *
 * 400 says what is wrong with the question, 405 refuses other methods, 503 asks to come again later.
 */
export function searcher(
  parts: SearchProps,
): (event: LambdaFunctionURLEvent, context: TimeLeft) => Promise<LambdaFunctionURLResult> {
  return async ({ requestContext, queryStringParameters = {} }, context) => {
    const deadline = deadlineOf(context, 1000);
    if (requestContext.http.method !== 'GET') return answer(405, { message: 'Only GET is answered.' });
    const question = readQuestion(queryStringParameters);
    if (typeof question === 'string') return answer(400, { message: question });
    try {
      return answer(200, await search((await parts.typesense()).until(deadline), question));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      parts.log({ level: 'ERROR', message });
      const isPassing = error instanceof SearchUnavailableError;
      return answer(isPassing ? 503 : 500, { message: isPassing ? 'Search is not available.' : 'Search failed.' });
    }
  };
}

interface Question {
  readonly q: string;
  readonly author?: string;
  readonly page: number;
  readonly perPage: number;
}

/** The question, or what is wrong with it. */
function readQuestion({
  q = '',
  author,
  page = '1',
  perPage = '10',
}: Readonly<Record<string, string | undefined>>): Question | string {
  if (q.length > 200) return `q may have 200 characters, got: ${q.length}.`;
  if (author !== undefined && !/^[A-Za-z0-9-]{1,128}$/.test(author)) return 'author must be the id of an author.';
  if (!/^[1-9][0-9]{0,3}$/.test(page)) return `page must be a number from 1 to 9999, got: ${page}.`;
  if (!/^([1-9][0-9]?|100)$/.test(perPage)) return `perPage must be a number from 1 to 100, got: ${perPage}.`;
  return { q: q.trim(), author, page: Number(page), perPage: Number(perPage) };
}

interface Hit {
  readonly document: {
    readonly id: string;
    readonly title: string;
    readonly author: string;
    readonly createdAt: number;
  };
  readonly highlights?: readonly { readonly field: string; readonly snippet?: string }[];
}

async function search(typesense: Typesense, { q, author, page, perPage }: Question) {
  const result = await typesense.ask({
    method: 'GET',
    path: `${documentsPath}/search`,
    query: {
      ...{ q: q || '*', query_by: 'title,body', query_by_weights: '3,1', page, per_page: perPage },
      ...{ include_fields: 'id,title,author,createdAt', highlight_fields: 'body', sort_by: order(q) },
      ...(author === undefined ? {} : { filter_by: `author:=${author}` }),
    },
  });
  // The key or the collection is only made a little after the nodes.
  if (result.status === 401 || result.status === 404) throw new SearchUnavailableError('The index is not ready.');
  const { found, hits = [] } = expectSuccess(result, 'searching').body as { found?: number; hits?: readonly Hit[] };
  return {
    found,
    page,
    items: hits.map(({ document: { id, title, author: writer, createdAt }, highlights = [] }) => ({
      ...{ id, title, author: writer, createdAt: new Date(createdAt).toISOString() },
      snippet: highlights.find(({ field }) => field === 'body')?.snippet ?? '',
    })),
  };
}

/** Best first; without words to look for, newest first. */
function order(q: string): string {
  return q === '' ? 'createdAt:desc' : '_text_match:desc,createdAt:desc';
}

function answer(statusCode: number, body: object): LambdaFunctionURLResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
