/**
 * An error that its reader can mend: it says where, what is wrong, the value received and what to do.
 *
 * The command line prints its message on one line and exits with 1; any other error is a defect, is printed with its
 * stack and exits with 70. Some errors have parts that a program reads: see `DetailedError`. This class stays as it is: it
 * is part of a program in the delivery product, and so of its releases.
 */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';

  /**
   * @param code stable, kebab-case, for programs and tests: `unknown-product`, `template-differs`, …
   * @param message one sentence or two: where, what, the value received, what to do.
   */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
