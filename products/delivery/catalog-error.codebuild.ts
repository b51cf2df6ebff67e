/**
 * An error that the reader of a build's log can mend. The script runs in CodeBuild, from a released file: it has an error of
 * its own, so that no change of the catalog's changes what was released.
 */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';

  /**
   * @param code stable, kebab-case
   * @param message one sentence or two: where, what, the value received, what to do
   */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
