import type { ApiProblem } from '../protocol';
import { storedToken } from './token';

/** Answer of the server that isn't what was asked for. */
export class ApiError extends Error {
  constructor(readonly problem: ApiProblem) {
    super(problem.message);
  }
}

/** Asks the server in a region; it calls AWS, and the page never does. */
export function ask<Answer>(
  path: string,
  region: string | undefined,
  query: Record<string, string> = {},
): Promise<Answer> {
  return call(addressOf(path, region, query), { method: 'GET' });
}

/** Has the server do something. */
export function act<Answer>(path: string, region: string | undefined, body: object = {}): Promise<Answer> {
  return call(addressOf(path, region), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

function addressOf(path: string, region: string | undefined, query: Record<string, string> = {}): string {
  const all = new URLSearchParams({ ...query, ...(region !== undefined && { region }) });
  return `/api/${path}${all.size > 0 ? `?${all}` : ''}`;
}

async function call<Answer>(address: string, init: RequestInit): Promise<Answer> {
  const authorization = `Bearer ${storedToken() ?? ''}`;
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers: { ...init.headers, authorization } });
  } catch {
    throw new ApiError({
      kind: 'not-reached',
      code: 'server-gone',
      message: 'The console’s server is gone. What it had begun goes on at AWS. Start it again and open its new link.',
    });
  }
  const answer: unknown = await response.json();
  // Both sides are built of the same types.
  if (!response.ok) throw new ApiError(answer as ApiProblem);
  return answer as Answer;
}
