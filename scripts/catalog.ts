import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { AwsOptions } from '../operations/aws/aws-target';
import { reportError } from './terminal/report-error';
import type { Shell } from './terminal/shell';
import { shown } from './terminal/visible';
import { verbs } from './verbs';

/**
 * Runs the `catalog` command.
 *
 * @param args what was typed after `catalog`
 * @returns the exit code: 0; 1 for a known error or one that AWS answered; 70 for a defect; 130 for a stop
 */
export async function catalog(args: readonly string[], shell: Shell): Promise<number> {
  const program = new Command('catalog')
    .description('Releases, publishes and launches the products of the Bellyfed service catalog.')
    .configureOutput({
      writeOut: (text) => shell.stdout.write(shown(text)),
      writeErr: (text) => shell.stderr.write(shown(text)),
    })
    .showHelpAfterError('(add --help for the options)')
    .exitOverride();
  let profile: string | undefined;
  program.hook('preAction', (_, command) => {
    ({ profile } = command.opts<AwsOptions>());
  });
  for (const verb of verbs) verb(program, shell);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed what is wrong with the command line, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode;
    const { withSignIn } = await import('../operations/aws/sign-in');
    return reportError(await withSignIn(error, { profile, env: shell.env }), shell);
  }
}

/** Runs the command in the process it was typed in. */
export async function main(): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  // Whoever reads may stop early: `catalog render network | head`.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));
  process.exitCode = await catalog(process.argv.slice(2), {
    stdout,
    stderr,
    stdin,
    env,
    root: resolve(__dirname, '..'),
  });
}
