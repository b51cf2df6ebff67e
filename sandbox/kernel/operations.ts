import type { Call } from './call';

/** Class of a command of an SDK client: it names the types of an operation's input and output. */
type CommandOf<I, O> = abstract new (
  input: never,
) => { readonly input: I; resolveMiddleware(...args: never): (...args: never) => Promise<{ readonly output: O }> };

/** Members of an output, without what the SDK adds; an operation that answers none may return nothing. */
type Answer<O> = keyof Omit<O, '$metadata'> extends never ? Record<string, never> | undefined : Omit<O, '$metadata'>;

type OperationOf<Command, C> = Command extends CommandOf<infer I, infer O> ? (input: I, call: C) => Answer<O> : never;

/**
 * Operations of a service by AWS's names, as far as the sandbox answers them: each takes the SDK's input for that name
 * and answers its output. `{ CreateTagOption(input, call) { … } } satisfies Operations<typeof model>` gives `input` and
 * `call` their types, and compiles with no other name and no other input or output.
 *
 * @typeParam Model the SDK client's module.
 * @typeParam C what the operations need of a call.
 */
export type Operations<Model, C = Call> = {
  readonly [Name in keyof Model & string as Name extends `${infer Operation}Command` ? Operation : never]?: OperationOf<
    Model[Name],
    C
  >;
};

type Result<Operation> = Operation extends (...args: never) => infer R ? R : never;
type MemberOf<T> = T extends unknown ? keyof T : never;

/** Members that an operation answers and AWS doesn't. TypeScript itself lets a function answer more than it must. */
type Surplus<Given, Known> = Exclude<MemberOf<Result<Given>>, MemberOf<Result<Known>>>;

/**
 * Check of operations that were put together from several files: what AWS doesn't have stands against a sentence that
 * says so.
 */
export type Exactly<Given, Known> = {
  readonly [Name in keyof Given]: Name extends keyof Known
    ? [Surplus<Given[Name], Known[Name]>] extends [never]
      ? unknown
      : `${Name & string} answers no ${Surplus<Given[Name], Known[Name]> & string}`
    : `AWS has no operation ${Name & string}`;
};
