import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { programOf } from '../../tools/left-out';
import { lambdaRic } from '../../tools/tools';
import type { FunctionProperties } from './released-functions';
import { type Outcome, type ReportedError, RuntimeApi } from './runtime-api';

/** Entry of a log as Lambda writes it where the format is JSON. */
export interface LogEntry {
  readonly timestamp: string;
  readonly level: string;
  readonly requestId?: string;
  readonly message: unknown;
}

/** Result of a function's process from its start to its end. */
export interface FunctionRun {
  /** Error with which it didn't begin. */
  readonly initError?: ReportedError;
  /** Outcomes of the events, in their order. */
  readonly outcomes: readonly Outcome[];
  readonly log: readonly LogEntry[];
}

const region = 'eu-central-1';
const modules = resolve(__dirname, '../../../node_modules');

/**
 * Runs a function under Lambda's runtime interface client: lays out its code as CloudFormation does, gives it its own variables
 * and those that Lambda sets, hands it events one after the other, and ends it.
 *
 * @param variables those of this machine, beside the template's or in their place
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
 */
export async function runFunction(
  properties: FunctionProperties,
  variables: Readonly<Record<string, string>>,
  events: readonly unknown[],
): Promise<FunctionRun> {
  const folder = mkdtempSync(join(tmpdir(), 'function-'));
  const name = properties.FunctionName ?? 'function';
  const arn = `arn:aws:lambda:${region}:111122223333:function:${name}`;
  const api = await RuntimeApi.start({ arn, timeoutInSeconds: properties.Timeout });
  const child = spawn(programOf(lambdaRic), [], {
    cwd: layOut(folder, properties),
    env: {
      ...properties.Environment.Variables,
      ...variables,
      ...reservedVariables(folder, properties, name, api.address),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = outputOf(child);
  const ended = once(child, 'exit').then(() => undefined);
  try {
    await Promise.race([api.begun, ended]);
    const outcomes: Outcome[] = [];
    for (const event of api.initError === undefined ? events : []) {
      const outcome = await Promise.race([api.invoke(event), ended]);
      if (outcome !== undefined) outcomes.push(outcome);
    }
    child.kill('SIGKILL');
    return { initError: api.initError, outcomes, log: entriesOf(await output) };
  } finally {
    child.kill('SIGKILL');
    await ended;
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Releases of the runtime interface client and of the Node.js that it runs, in a line. */
export function releaseOfRic(): string {
  const description = join(dirname(realpathSync(programOf(lambdaRic))), 'package.json');
  const { version }: { readonly version: string } = JSON.parse(readFileSync(description, 'utf8'));
  const node = execFileSync('node', ['--version'], { env: { PATH: pathOfRic() }, encoding: 'utf8' });
  return `aws-lambda-ric ${version} on Node.js ${node.trim()}`;
}

/** Search path of a function: the Node.js of its runtime stands beside the client. */
function pathOfRic(): string {
  return [dirname(programOf(lambdaRic)), '/usr/bin', '/bin'].join(delimiter);
}

/** The code as CommonJS in `index.js`, and beside it nothing but the SDK, which the runtime brings. */
function layOut(folder: string, { Code }: FunctionProperties): string {
  const task = join(folder, 'task');
  const brought = join(folder, 'runtime', 'node_modules');
  mkdirSync(task);
  mkdirSync(brought, { recursive: true });
  writeFileSync(join(task, 'index.js'), Code.ZipFile);
  symlinkSync(join(modules, '@aws-sdk'), join(brought, '@aws-sdk'));
  return task;
}

/**
 * Variables that Lambda sets, the log's format among them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
function reservedVariables(folder: string, properties: FunctionProperties, name: string, runtimeApi: string) {
  const { Handler, LoggingConfig, MemorySize, Runtime } = properties;
  return {
    _HANDLER: Handler,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${Runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: LoggingConfig.LogFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: LoggingConfig.LogGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'test',
    LAMBDA_RUNTIME_DIR: join(folder, 'runtime'),
    LAMBDA_TASK_ROOT: join(folder, 'task'),
    LANG: 'en_US.UTF-8',
    NODE_PATH: join(folder, 'runtime', 'node_modules'),
    PATH: pathOfRic(),
    TZ: ':UTC',
  };
}

async function outputOf({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stdout?.setEncoding('utf8') ?? []) text += chunk;
  return text;
}

function entriesOf(output: string): readonly LogEntry[] {
  const lines = output.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}
