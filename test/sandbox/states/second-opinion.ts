import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Json } from '../../../catalog/template';
import { StateError } from '../../../sandbox/services/states/language/failure';
import type { Answer, Played, PlayedCall } from './play';

/** Outcome of an execution in the interpreter that is asked for a second opinion. */
export type Opinion = Pick<Played, 'status' | 'output' | 'error'> & { readonly calls: readonly PlayedCall[] };

/** Asks for an opinion on a machine: waits and retries take no time. */
export type SecondOpinion = (machine: object, input: Json, answer: Answer) => Promise<Opinion>;

/** Part of the package `aws-local-stepfunctions` that is used. */
interface Interpreter {
  readonly StateMachine: new (
    definition: object,
    options: object,
  ) => { run(input: Json, options: object): { readonly result: Promise<Json> } };
  readonly ExecutionError: new (error: Error) => Error;
}

/** The variable that names the folder in which the package was installed. */
const VARIABLE = 'AWS_LOCAL_STEPFUNCTIONS';

/** Sentence that is printed where there is no second opinion. */
export const LEFT_OUT = `No second opinion on state machines: ${VARIABLE} names no folder with it (npm install --prefix <folder> aws-local-stepfunctions@3.0.0, made for Node 22).`;

/** The second opinion; undefined where {@link VARIABLE} names no folder that has the package. */
export function findSecondOpinion(): SecondOpinion | undefined {
  const folder = process.env[VARIABLE];
  if (!folder) return undefined;
  addMissingFunction();
  const interpreter: Interpreter = createRequire(join(folder, 'package.json'))('aws-local-stepfunctions');
  return (machine, input, answer) => ask(interpreter, machine, input, answer);
}

async function ask(
  { StateMachine, ExecutionError }: Interpreter,
  machine: object,
  input: Json,
  answer: Answer,
): Promise<Opinion> {
  const calls: PlayedCall[] = [];
  const states = statesOf(machine);
  const handlers = Object.entries(states).flatMap(([name, { Type, Resource = '' }]) => {
    if (Type !== 'Task') return [];
    const resource = Resource.split(':').at(-1) ?? '';
    const handler = (called: Json) => {
      const call = { resource, input: called, at: 0 };
      calls.push(call);
      return named(() => answer(call, calls.length));
    };
    return [[name, handler]];
  });
  const atOnce = Object.fromEntries(Object.keys(states).map((name) => [name, 0]));
  const overrides = {
    taskResourceLocalHandlers: Object.fromEntries(handlers),
    ...{ waitTimeOverrides: atOnce, retryIntervalOverrides: atOnce },
  };
  const run = new StateMachine(machine, { validationOptions: { noValidate: true } }).run(input, { overrides });
  try {
    return { status: 'SUCCEEDED', output: await run.result, calls };
  } catch (error) {
    if (!(error instanceof ExecutionError) || !(error.cause instanceof Error)) throw error;
    return { status: 'FAILED', output: undefined, error: error.cause.name, calls };
  }
}

/** The interpreter knows an error by the name of what is thrown. */
function named(answer: () => Json): Json {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    throw Object.assign(new Error(error.failure.cause), { name: error.failure.error });
  }
}

interface AnyState {
  readonly Type: string;
  readonly Resource?: string;
}

/** All states by name, inner ones too. */
function statesOf(value: object): Record<string, AnyState> {
  const found: Record<string, AnyState> = {};
  JSON.stringify(value, (name, inner) => {
    if (name === 'States') Object.assign(found, inner);
    return inner;
  });
  return found;
}

/** The package was made for Node 22 but for one function, which Node 20 lacks. */
function addMissingFunction(): void {
  const maker: PromiseConstructor & { withResolvers?: () => object } = Promise;
  maker.withResolvers ??= () => {
    let resolve: (value: unknown) => void = () => {};
    let reject: (reason: unknown) => void = () => {};
    const promise = new Promise((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  };
}
