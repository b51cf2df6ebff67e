/** What the interpreter needs of `Promise` and Node 20 lacks. */
interface PromiseMaker extends PromiseConstructor {
  withResolvers?: () => {
    promise: Promise<unknown>;
    resolve: (value: unknown) => void;
    reject: (reason: unknown) => void;
  };
}

type Interpreter = typeof import('aws-local-stepfunctions');

/**
 * The interpreter of the Amazon States Language: loaded with the first execution, since it brings AWS's Lambda client. It
 * is written for Node 22 but for this one function, which the language has by now and which is added where it is missing.
 */
export function loadInterpreter(): Interpreter {
  const maker: PromiseMaker = Promise;
  maker.withResolvers ??= () => {
    let resolve: (value: unknown) => void = () => {};
    let reject: (reason: unknown) => void = () => {};
    const promise = new Promise((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  };
  return require('aws-local-stepfunctions');
}
