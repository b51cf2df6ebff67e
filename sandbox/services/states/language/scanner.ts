/** Syntax error in a path or an intrinsic function. */
export class SyntaxProblem extends Error {}

/** Position in the text of a path or an intrinsic function, which the parsers move along. */
export class Scanner {
  private at = 0;

  constructor(readonly text: string) {}

  /** Takes what the pattern matches here, where it does. The pattern is sticky (`/…/y`). */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }

  /** Takes a token, and the spaces before and after it; answers whether it was there. */
  take(token: string): boolean {
    const start = this.at;
    this.match(/\s*/y);
    if (!this.text.startsWith(token, this.at)) {
      this.at = start;
      return false;
    }
    this.at += token.length;
    this.match(/\s*/y);
    return true;
  }

  /** @throws SyntaxProblem where the token isn't here. */
  expect(token: string): void {
    if (!this.take(token)) this.fail();
  }

  /** @throws SyntaxProblem where something is left. */
  end(): void {
    if (this.at < this.text.length) this.fail();
  }

  /** @throws SyntaxProblem always, naming the text and the place. */
  fail(): never {
    throw new SyntaxProblem(`the sandbox can't read ${this.text} from character ${this.at + 1} on`);
  }
}
