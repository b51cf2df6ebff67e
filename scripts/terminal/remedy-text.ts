import type { Remedy } from '../../catalog/errors';

/** A remedy as it is typed in a terminal, in the project's folder. */
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

/** The end of a message that has remedies: what to type, the likeliest first. Empty where there are none. */
export function remediesText(remedies: readonly Remedy[]): string {
  return remedies.map((remedy) => `${leadOf(remedy)}: ${remedyText(remedy)}`).join('; or ');
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

function optionTexts(options: Readonly<Record<string, string | true | readonly string[]>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === true) return [`--${name}`];
    return (typeof value === 'string' ? [value] : value).map((one) => `--${name} ${one}`);
  });
}
