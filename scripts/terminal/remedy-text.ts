import type { CatalogError, Remedy, RemedyOptions } from '../../catalog/errors';

/** Text of a remedy as it is typed in a terminal, in the project's folder. */
export function remedyText(remedy: Remedy): string {
  switch (remedy.do) {
    case 'verb':
      return ['npm run catalog --', remedy.verb, ...(remedy.operands ?? []), ...optionTexts(remedy.options ?? {})].join(
        ' ',
      );
    case 'again':
      return optionTexts(remedy.options).join(' ');
    case 'aws':
      return remedy.command;
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
export function messageText({ message, remedies }: Pick<CatalogError, 'message' | 'remedies'>): string {
  const isSentence = /[.!?]$/.test(message);
  return remedies.reduce((text, remedy, index) => {
    const lead = remedy.label ?? leadOf(remedy);
    const begins = index === 0 && isSentence;
    const joined = begins
      ? `${text} ${lead}`
      : `${text}; ${index > 0 ? 'or ' : ''}${lead.charAt(0).toLowerCase()}${lead.slice(1)}`;
    return `${joined}: ${remedyText(remedy)}`;
  }, message);
}

function leadOf(remedy: Remedy): string {
  switch (remedy.do) {
    case 'again':
      return 'Add';
    case 'answer':
      return 'Give';
    case 'read':
      return 'See';
    default:
      return 'Run';
  }
}

function optionTexts(options: RemedyOptions): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === true) return [`--${name}`];
    return (typeof value === 'string' ? [value] : value).map((one) => `--${name} ${quoted(one)}`);
  });
}

/** A word as a shell reads it. */
function quoted(word: string): string {
  return /^[\w.,:/@=+…-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
