import type { Remedy, RemedyOptions } from '../../catalog/errors';

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

/** End of a message that has remedies: what to type, the likeliest first. Empty where there are none. */
export function remediesText(remedies: readonly Remedy[]): string {
  const texts = remedies.map((remedy, index) => {
    const lead = remedy.label ?? leadOf(remedy);
    return `${index === 0 ? lead : `or ${lead.charAt(0).toLowerCase()}${lead.slice(1)}`}: ${remedyText(remedy)}`;
  });
  return texts.join('; ');
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
    return (typeof value === 'string' ? [value] : value).map((one) => `--${name} ${one}`);
  });
}
