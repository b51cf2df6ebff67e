import type { Remedy, RemedyOptions } from '../../catalog/detailed-error';
import { optionTexts, verbText } from '../../catalog/verb-text';

/** Text of a remedy as it is typed in a terminal, in the project's folder. */
export function remedyText(remedy: Remedy): string {
  switch (remedy.do) {
    case 'verb':
      return [...(remedy.first ?? []), remedy].map(verbText).join(' && ');
    case 'again':
      return optionTexts(remedy.options).join(' ');
    case 'aws':
      return remedy.after ? `${verbText(remedy.after)} && ${remedy.command}` : remedy.command;
    case 'answer':
      return `-p ${remedy.field}=${remedy.values?.join('|') ?? '…'}`;
    case 'read':
      return remedy.document;
  }
}

/**
 * Message of an error with what to type against it, the likeliest first:
 * `dev-data is protected from termination; lift that first: npm run catalog -- unprotect dev-data`.
 */
export function messageText(message: string, remedies: readonly Remedy[] = []): string {
  const isSentence = /[.!?]$/.test(message);
  return waysOf(remedies).reduce((text, way, index) => {
    if (index === 0 && isSentence) return `${text} ${way}`;
    return `${text}; ${index > 0 ? 'or ' : ''}${way.charAt(0).toLowerCase()}${way.slice(1)}`;
  }, message);
}

/** Text of one remedy with its words: `Update it: npm run catalog -- upgrade dev-data`. */
export function labelledText(remedy: Remedy): string {
  return `${remedy.label ?? leadOf(remedy)}: ${remedyText(remedy)}`;
}

/** One text for each way out. */
function waysOf(remedies: readonly Remedy[]): string[] {
  const answers = remedies.filter((remedy) => remedy.do === 'answer');
  const others = remedies.filter((remedy) => remedy.do !== 'answer');
  return [
    // All of them are needed, and not one of them.
    ...(answers.length > 0 ? [`Give: ${answers.map(remedyText).join(' ')}`] : []),
    ...others.map(labelledText),
  ];
}

function leadOf(remedy: Remedy): string {
  switch (remedy.do) {
    case 'again':
      return Object.values(remedy.options).every((value) => value === false) ? 'Leave out' : 'Add';
    case 'read':
      return 'See';
    default:
      return 'Run';
  }
}

/** Options as they are typed: `--to 1.0.0 --wait`. */
export function optionsText(options: RemedyOptions): string {
  return optionTexts(options).join(' ');
}
