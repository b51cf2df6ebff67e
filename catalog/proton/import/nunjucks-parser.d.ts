/** The parser inside nunjucks, which its own types leave out; pinned with the package. */
declare module 'nunjucks/src/parser' {
  /** @param source of the template; throws an error with `lineno` and `colno`, the first line being 0 */
  export function parse(source: string, extensions: readonly unknown[], options: object): JinjaSyntaxNode;

  export interface JinjaSyntaxNode {
    readonly typename: string;
    readonly lineno: number;
    readonly colno: number;
    readonly [field: string]: unknown;
  }
}
