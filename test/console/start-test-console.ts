import { request } from 'node:http';
import { buildPage, type Page } from '../../console/server/build-page';
import { type ConsoleSettings, type RunningConsole, startConsole } from '../../console/server/start-console';
import { type AwsTarget, awsTarget } from '../../operations/aws/aws-target';
import { projectRoot } from '../scripts/run-catalog';

/** Page without a script, for tests of the server alone. */
export const emptyPage: Page = {
  document: { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html><title>the page</title>') },
  files: new Map([['/assets/main.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('//') }]]),
};

let built: Promise<Page> | undefined;

/** The page as people get it, built once a process. */
export function builtPage(): Promise<Page> {
  built ??= buildPage();
  return built;
}

/** Console before a sandbox, on a free port, that may change things. */
export async function startTestConsole(
  url: string,
  settings: Partial<ConsoleSettings> = {},
): Promise<RunningConsole & { readonly token: string }> {
  const started = await startConsole({
    ...{ port: 0, project: { root: projectRoot }, page: emptyPage, allowsChanges: true },
    target: await targetAt(url),
    ...settings,
  });
  return Object.assign(started, { token: tokenOf(started.link) });
}

/** Target of a sandbox, as `npm start` has it. */
export function targetAt(url: string): Promise<AwsTarget> {
  return awsTarget({ endpointUrl: url, region: 'us-east-1' }, { env: {} });
}

/** Token in a console's link. */
export function tokenOf(link: string): string {
  return new URL(link).hash.replace('#token=', '');
}

/** Answer to a request, as a program sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Request of a program, that may say of itself whatever it likes. */
export interface Asked {
  readonly method?: string;
  /** Sent as it is. @default / */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request. */
export function send(url: string, { method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}
