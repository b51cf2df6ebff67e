/** Example of a command line: purpose, and the words after `catalog`. */
export type Example = readonly [purpose: string, words: string];

/** Text of examples, for the end of a verb's help: `command.addHelpText('after', examples(…))`. */
export function examples(...all: readonly Example[]): string {
  const lines = all.flatMap(([purpose, words]) => [`  # ${purpose}`, `  $ catalog ${words}`]);
  return ['\nExamples:', ...lines].join('\n');
}
