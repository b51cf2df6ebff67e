import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a test with an empty product folder called `network`, and removes it. */
export function withProductFolder(run: (folder: string) => void): () => void {
  return () => {
    const parent = mkdtempSync(join(tmpdir(), 'catalog-release-'));
    try {
      const folder = join(parent, 'network');
      mkdirSync(folder);
      run(folder);
    } finally {
      rmSync(parent, { recursive: true, force: true });
    }
  };
}

/** A template that differs from version to version. */
export function templateOf(version: string): string {
  return `${JSON.stringify({ Description: `Network ${version}`, Resources: {} }, undefined, 2)}\n`;
}
