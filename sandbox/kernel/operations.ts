import type { Call } from './call';

/** Client with a method an operation, of an SDK client's module: `ServiceCatalog` beside `ServiceCatalogClient`. */
type ClientOf<Model> = {
  [Name in keyof Model & string]: `${Name}Client` extends keyof Model
    ? Model[Name] extends abstract new (
        ...args: never
      ) => infer Client
      ? Client
      : never
    : never;
}[keyof Model & string];

/** Names of a client's methods for operations: those that every client has are none. */
type MethodOf<Client> = Exclude<keyof Client & string, 'config' | 'destroy' | 'middlewareStack' | 'send'>;

/** Members of an output, without what the SDK adds; an operation that answers none may return nothing. */
type Answer<O> = Exclude<keyof O, '$metadata'> extends never ? Record<string, never> | undefined : Omit<O, '$metadata'>;

// By the last of a method's forms, the one with a callback: its commands say the same, and cost the compiler five times
// as much.
type OperationOf<Method, C> = Method extends (
  input: infer I,
  options: never,
  done: (error: never, output?: infer O) => void,
) => void
  ? (input: I, call: C) => Answer<O>
  : never;

/**
 * Operations of a service by AWS's names, as far as the sandbox answers them: each takes the SDK's input for that name
 * and answers its output. `{ CreateTagOption(input, call) { … } } satisfies Operations<typeof model>` gives `input` and
 * `call` their types, and compiles with no other name and no other input or output.
 *
 * @typeParam Model the SDK client's module.
 * @typeParam C what the operations need of a call.
 */
export type Operations<Model, C = Call> = {
  readonly [Method in MethodOf<ClientOf<Model>> as Capitalize<Method>]?: OperationOf<ClientOf<Model>[Method], C>;
};

type Result<Operation> = Operation extends (...args: never) => infer R ? R : never;
type MemberOf<T> = T extends unknown ? keyof T : never;

/** Members that an operation answers and AWS doesn't. TypeScript itself lets a function answer more than it must. */
type Surplus<Operation, Known> = Exclude<MemberOf<Result<Operation>>, MemberOf<Result<Known>>>;

/**
 * Check of operations that were put together from several files: what AWS doesn't have stands against a sentence that
 * says so.
 */
export type Exactly<Given, Model> = {
  readonly [Name in keyof Given & string]: Uncapitalize<Name> extends MethodOf<ClientOf<Model>>
    ? [Surplus<Given[Name], OperationOf<ClientOf<Model>[Uncapitalize<Name>], never>>] extends [never]
      ? unknown
      : `${Name} answers no ${Surplus<Given[Name], OperationOf<ClientOf<Model>[Uncapitalize<Name>], never>> & string}`
    : `AWS has no operation ${Name}`;
};
