import type { ALBEvent, ALBResult, APIGatewayProxyEvent } from 'aws-lambda';

/** A request, whichever way it came. */
export interface Request {
  readonly method: string;
  /** Path without the prefix under which the load balancer serves the API. */
  readonly path: string;
  readonly body: string;
  /**
   * Id of the signed-in user, as the REST API's authorizer verified it. Undefined for requests that came through the
   * load balancer: it verifies nobody.
   */
  readonly caller: string | undefined;
}

/** Understands events of the REST API and of the load balancer alike. */
export function readRequest(event: APIGatewayProxyEvent | ALBEvent, prefix: string): Request {
  const { body, isBase64Encoded } = event;
  const viaLoadBalancer = 'elb' in event.requestContext;
  const path = viaLoadBalancer && event.path.startsWith(`${prefix}/`) ? event.path.slice(prefix.length) : event.path;
  return {
    method: event.httpMethod,
    path,
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString('utf8'),
    caller: 'elb' in event.requestContext ? undefined : subject(event.requestContext.authorizer),
  };
}

function subject(authorizer: APIGatewayProxyEvent['requestContext']['authorizer']): string | undefined {
  const sub: unknown = authorizer?.claims?.sub;
  return typeof sub === 'string' && sub !== '' ? sub : undefined;
}

/**
 * A JSON answer. Its content type is fixed, so that no browser takes what users wrote for a page, and only pages of the
 * platform may read it.
 *
 * @param origin the platform's origin, `https://…`
 */
export function respond(statusCode: number, value: unknown, origin: string): ALBResult & { readonly body: string } {
  return {
    statusCode,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': origin,
      Vary: 'Origin',
    },
    body: JSON.stringify(value),
    isBase64Encoded: false,
  };
}
