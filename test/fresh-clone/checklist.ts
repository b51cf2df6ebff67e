import { AssertionError } from 'node:assert';

/** Checks as they are made: each is printed and counted, and a failed one doesn't keep the next from being made. */
export class Checklist {
  passed = 0;
  failed = 0;

  /** Makes one check; it fails when `make` throws. Returns what `make` did, or undefined on failure. */
  async check<Result>(name: string, make: () => Promise<Result> | Result): Promise<Result | undefined> {
    const began = Date.now();
    try {
      const result = await make();
      this.passed += 1;
      console.log(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      this.failed += 1;
      const text =
        error instanceof AssertionError ? error.message : error instanceof Error ? error.stack : String(error);
      console.log(`FAIL  ${name}\n${text?.replace(/^/gm, '      ')}`);
      return undefined;
    }
  }

  /** Prints the sum, as one line alone. */
  summarize(): void {
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }
}
