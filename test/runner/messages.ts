import type { Config, OnTestFailure, OnTestSuccess } from 'jest-runner';
import type { Missing } from '../tools/left-out';

/** Result of a test file, as jest's runners tell it, and the tools that it missed. */
export type FileResult = Parameters<OnTestSuccess>[1] & { readonly missing?: readonly Missing[] };

/** Error that kept a file from having a result. */
export type FileError = Parameters<OnTestFailure>[1];

/** Order to a worker: run this test file. */
export interface FileToRun {
  readonly path: string;
  readonly globalConfig: Config.GlobalConfig;
  readonly projectConfig: Config.ProjectConfig;
}

/** Word from a worker on what it does next: a test or a hook by its name, and the time it may take, in milliseconds. */
export interface Step {
  readonly kind: 'step';
  readonly name: string;
  readonly limit: number;
}

/** Outcome of a file: its result, or the error that kept it from having one; the memory of its process then, in bytes. */
export interface Outcome {
  readonly kind: 'outcome';
  readonly result: FileResult | FileError;
  readonly memory: number;
}

/** Tells the parent; resolves when the message has left, so that it is out before a test takes the only thread. */
export function tellParent(message: Step | Outcome): Promise<void> {
  return new Promise((done) => {
    if (process.send) process.send(message, () => done());
    else done();
  });
}
