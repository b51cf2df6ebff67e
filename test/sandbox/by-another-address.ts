import { createServer, request } from 'node:http';

/**
 * Address of a sandbox that isn't known as this machine's: a proxy's, since a sandbox answers loopback's names only. It stands
 * in nobody's way: a process ends without it being closed.
 */
export function byAnotherAddress(url: string): string {
  const { hostname, port, host } = new URL(url);
  const proxy = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const forwarded = request({ hostname, port, method, path, headers: { ...headers, host } }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    asked.pipe(forwarded);
  });
  // Without a host it listens at once, and its port is known.
  const address = proxy.listen(0).unref().address();
  return `http://0.0.0.0:${typeof address === 'object' ? address?.port : ''}`;
}
