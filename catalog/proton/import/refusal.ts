/** Something that can't be translated exactly. */
export interface Refusal {
  /** Path of the file in the bundle. */
  readonly file: string;
  /** The first line is 1. */
  readonly line: number;
  readonly reason: string;
}

/** Thrown where an expression or a value can't be translated; whoever catches it goes on with the rest. */
export class Untranslatable extends Error {
  constructor(
    readonly reason: string,
    readonly line: number,
  ) {
    super(reason);
  }
}

/** Refusals of one file, each reason once for each line. */
export class Refusals {
  readonly #found = new Map<string, Refusal>();

  constructor(private readonly file: string) {}

  add(line: number, reason: string): void {
    this.#found.set(`${line} ${reason}`, { file: this.file, line, reason });
  }

  /** The result of a translation, or the fallback when it is refused. */
  try<Result, Fallback>(translate: () => Result, fallback: Fallback): Result | Fallback {
    try {
      return translate();
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      this.add(error.line, error.reason);
      return fallback;
    }
  }

  /** In the order of the lines. */
  get all(): Refusal[] {
    return [...this.#found.values()].sort((one, other) => one.line - other.line);
  }
}
