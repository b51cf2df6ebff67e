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
  /** What it does, as an imperative without an end: `Update it`, `Choose another name`. @default - as its kind is read */
  readonly label?: string;
  /** Account whose credentials it needs, 12 digits. @default - those that are used */
  readonly account?: string;
};

type RemedyKind =
  /** A verb of the catalog, its operands in order. */
  | {
      readonly do: 'verb';
      readonly verb: string;
      readonly operands?: readonly string[];
      readonly options?: RemedyOptions;
    }
  /** The same once more, with these options. */
  | { readonly do: 'again'; readonly options: RemedyOptions }
  /** A line for a shell, of AWS's command lines and their environment. It is only ever shown: nobody here runs it. */
  | { readonly do: 'aws'; readonly command: string }
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

/**
 * An error that its reader can mend: it says where, what is wrong, the value received and what to do.
 *
 * The command line prints its message on one line, followed by its remedies as commands, and exits with 1; any other error
 * is a defect, is printed with its stack and exits with 70.
 */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
  readonly problems: readonly Problem[];
  readonly remedies: readonly Remedy[];
  readonly output: string | undefined;

  /**
   * @param code stable, kebab-case, for programs and tests: `unknown-product`, `template-differs`, …
   * @param message one sentence or two: where, what, the value received; what to do stands in the remedies, where it is a
   * verb, a command or an answer
   */
  constructor(
    readonly code: string,
    message: string,
    { problems = [], remedies = [], output }: ErrorDetails = {},
  ) {
    super(message);
    this.problems = problems;
    this.remedies = remedies;
    this.output = output;
  }
}
