import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Copy of a checkout as it stands, dependencies linked, to plant defects in. */
export class Checkout {
  private constructor(
    readonly root: string,
    /** Paths of its files. */
    private readonly files: readonly string[],
  ) {}

  static copy(of: string): Checkout {
    const root = mkdtempSync(join(tmpdir(), 'planted-'));
    const git = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const files = execFileSync('git', git, { cwd: of, encoding: 'utf8' }).split('\0').filter(Boolean);
    for (const file of files) cpSync(join(of, file), join(root, file));
    symlinkSync(join(of, 'node_modules'), join(root, 'node_modules'));
    return new Checkout(root, files);
  }

  /** The one source file that holds a text, once. */
  sourceWith(text: string): string {
    return this.#onlyFile(
      (file) => file.endsWith('.ts') && !file.startsWith('test/') && this.read(file).includes(text),
      text,
    );
  }

  /** The one test file that holds a text. */
  testWith(text: string): string {
    const isCatcher = (file: string) => file.endsWith('.test.ts') && this.read(file).includes(text);
    return this.#onlyFile(isCatcher, text);
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.root, file), text);
  }

  /** Runs test files; whether they passed, and what jest said. */
  run(files: readonly string[]): { readonly passed: boolean; readonly output: string } {
    const args = ['node_modules/jest/bin/jest.js', '--runTestsByPath', ...files];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: this.root, encoding: 'utf8' });
    return { passed: status === 0, output: stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #onlyFile(holds: (file: string) => boolean, text: string): string {
    const [found, ...more] = this.files.filter(holds);
    if (found !== undefined && more.length === 0) return found;
    throw new Error(
      `${more.length === 0 && found === undefined ? 'No file holds' : 'More than one file holds'}: ${text}`,
    );
  }
}
