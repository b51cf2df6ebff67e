import type { Verb } from '../verb';

/** `catalog complete -- <words>`: candidates for the last word, for the scripts of `completion`. It never fails, nor says why. */
export const complete: Verb = (program, shell) => {
  program
    .command('complete [words...]', { hidden: true })
    .description('print what may come at the end of a command line, for shells')
    .action(async (words: readonly string[]) => {
      const operations = await import('../completion/complete');
      const { projectSources } = await import('../completion/sources');
      const found = await operations.complete(program, words, projectSources(shell));
      const lines =
        found === 'files' ? [':files'] : found.map(({ value, description = '' }) => `${value}\t${description}`.trim());
      shell.stdout.write(lines.map((line) => `${line}\n`).join(''), () => {
        // Somebody waits for the line: a call that was given up, or credentials that are still asked for, must not hold it.
        if (shell.stdout === process.stdout) process.exit();
      });
    });
};
