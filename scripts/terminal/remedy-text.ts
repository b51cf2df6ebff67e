import type { CatalogError, Remedy, RemedyOptions } from '../../catalog/errors';
import { shellWord } from '../../operations/aws/aws-command';

/** Text of a remedy as it is typed in a terminal, in the project's folder. */
export function remedyText(remedy: Remedy): string {
  switch (remedy.do) {
    case 'verb': {
      const options = optionsText(remedy.options ?? {});
      return ['npm run catalog --', remedy.verb, ...(remedy.operands ?? []), options].join(' ').trimEnd();
    }
    case 'again':
      return optionsText(remedy.options);
    case 'aws':
      return remedy.command;
    case 'answer':
      return `-p ${remedy.field}=${remedy.values?.join('|') ?? '…'}`;
    case 'read':
      return remedy.document;
  }
}

/** Options as they are typed: `--to 1.0.0 --plan`. */
export function optionsText(options: RemedyOptions): string {
  const texts = Object.entries(options).flatMap(([name, value]) => {
    if (typeof value === 'boolean') return [`--${name}`];
    return [value].flat().map((one) => `--${name} ${shellWord(one)}`);
  });
  return texts.join(' ');
}

/**
 * Message of an error with what to type against it, the likeliest first:
 * `dev-data is protected from termination; lift that first: npm run catalog -- unprotect dev-data`.
 */
export function messageText({ message, remedies }: Pick<CatalogError, 'message' | 'remedies'>): string {
  const isSentence = /[.!?]$/.test(message);
  return waysOut(remedies).reduce((text, { lead, typed }, index) => {
    const begins = index === 0 && isSentence;
    const joined = begins
      ? `${text} ${lead}`
      : `${text}; ${index > 0 ? 'or ' : ''}${lead.charAt(0).toLowerCase()}${lead.slice(1)}`;
    return `${joined}: ${typed}`;
  }, message);
}

/** One way out of an error, with what it does and what to type. */
interface WayOut {
  readonly lead: string;
  readonly typed: string;
}

/** The answers that an error asks for are one way together, since all of them are needed. */
function waysOut(remedies: readonly Remedy[]): WayOut[] {
  const answers = remedies.filter((remedy) => remedy.do === 'answer');
  const others = remedies.filter((remedy) => remedy.do !== 'answer');
  return [
    ...(answers.length > 0 ? [{ lead: 'Give', typed: answers.map(remedyText).join(' ') }] : []),
    ...others.map((remedy) => ({ lead: remedy.label ?? leadOf(remedy), typed: remedyText(remedy) })),
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
