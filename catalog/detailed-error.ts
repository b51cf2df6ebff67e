import { CatalogError } from './errors';

/** A single thing that is wrong, where an error has found several. */
export interface Problem {
  /** The parameter or option that it is about; absent where it is about none. */
  readonly field?: string;
  /** A sentence. */
  readonly text: string;
}

/**
 * Options by their long names without dashes. A list is an option that is given several times; `true` is one without a
 * value, `false` one to leave out.
 */
export type RemedyOptions = Readonly<Record<string, string | boolean | readonly string[]>>;

/**
 * Something that mends an error, as data: each face words it in its own way, a terminal as a command to type, a page as a
 * button and the same command to copy.
 */
export type Remedy = RemedyKind & {
  /** Words for it, an imperative without an end: `Update it`, `Choose another name`. @default - as its kind is read */
  readonly label?: string;
  /** Account whose credentials it needs, 12 digits. @default - those that are used */
  readonly account?: string;
};

/** A verb of the catalog, its operands in order. */
export interface RemedyVerb {
  readonly verb: string;
  readonly operands?: readonly string[];
  readonly options?: RemedyOptions;
}

type RemedyKind =
  | ({
      readonly do: 'verb';
      /** Verbs that come first, each once the one before it has worked. */
      readonly first?: readonly RemedyVerb[];
    } & RemedyVerb)
  /** The same once more, with these options. */
  | { readonly do: 'again'; readonly options: RemedyOptions }
  /** A line for a shell, of AWS's command lines and their environment. It is only ever shown: nobody here runs it. */
  | {
      readonly do: 'aws';
      readonly command: string;
      /** Verb that writes what the line reads. */
      readonly after?: RemedyVerb;
    }
  /** An answer to a question of the form. */
  | { readonly do: 'answer'; readonly field: string; readonly values?: readonly string[] }
  /** A document of the project, by its path from the root. */
  | { readonly do: 'read'; readonly document: string };

/** Parts of an error that a program reads. */
export interface ErrorDetails {
  readonly problems?: readonly Problem[];
  /** The likeliest first. */
  readonly remedies?: readonly Remedy[];
  /** All that a program printed that has failed. */
  readonly output?: string | undefined;
}

/** Error with the parts that a program reads beside its message, where it has any. */
export class DetailedError extends CatalogError {
  readonly problems: readonly Problem[];
  readonly remedies: readonly Remedy[];
  readonly output: string | undefined;

  /**
   * @param code see `CatalogError`
   * @param message as that of `CatalogError`, without what to do where that is a verb, a command or an answer: it stands in
   * the remedies
   */
  constructor(code: string, message: string, { problems = [], remedies = [], output }: ErrorDetails) {
    super(code, message);
    this.problems = problems;
    this.remedies = remedies;
    this.output = output;
  }
}

/** Parts of any error that a program reads; none of one that has none. */
export function detailsOf(error: unknown): ErrorDetails {
  return error instanceof DetailedError ? error : {};
}
