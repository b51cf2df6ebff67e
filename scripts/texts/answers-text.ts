import { stringify } from 'yaml';
import type { WrittenSpec } from '../../operations/launch/write-spec';

/** Specs as a file that `launch --spec` reads. */
export function answersText(specs: readonly WrittenSpec[]): string {
  // Proton's specs are YAML 1.1, in which a bare yes is no text.
  const documents = specs.map(({ document }) => stringify(document, { version: '1.1', lineWidth: 0 }));
  return documents.join('---\n').trimEnd();
}

/** Sentence on answers that a file of specs can't hold; undefined where it holds all. */
export function hiddenText(specs: readonly WrittenSpec[]): string | undefined {
  const hidden = specs.flatMap(({ name, hidden: keys }) => keys.map((key) => `${key} of ${name}`));
  return hidden.length > 0
    ? `Left out, since AWS hides it: ${hidden.join(', ')}. Add it before you launch.`
    : undefined;
}
