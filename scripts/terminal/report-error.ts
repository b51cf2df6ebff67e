import { detailsOf } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { unanswered } from '../../operations/aws/unanswered';
import type { JsonOption } from '../verb';
import { messageText } from './remedy-text';
import { type Shell, say } from './shell';
import { sourceStack } from './source-stack';
import { red, shown, visible } from './visible';

/** Error that isn't a defect of this program. */
export interface KnownError {
  /** Stable; see `CatalogError`. One that AWS answered has AWS's name. */
  readonly code: string;
  /** One line, with what to do. */
  readonly message: string;
}

/**
 * Prints an error: one line for what its reader can mend, after the output of the program that failed where it was one; the
 * stack for a defect. For machines the last line is JSON, `{"error":{"code":…,"message":…}}`.
 *
 * @returns the exit code: 1; 130 for a stop by Ctrl-C, as of shells; or 70 (`EX_SOFTWARE` of sysexits) for a defect
 */
export function reportError(error: unknown, shell: Shell, { json }: JsonOption = {}): 1 | 70 | 130 {
  const known = knownError(error);
  const { output } = detailsOf(error);
  if (output !== undefined) shell.stderr.write(shown(output));
  if (json) say(shell, JSON.stringify({ error: known ?? { code: 'defect', message: defectText(error) } }));
  else if (known === undefined) say(shell, defectText(error));
  else say(shell, red(`${visible(known.message)}${output === undefined ? '' : ' Its output is above.'}`));
  if (known === undefined) return 70;
  return known.code === 'stopped' ? 130 : 1;
}

/** An error that isn't a defect of this program; undefined for one that is. */
export function knownError(error: unknown): KnownError | undefined {
  const known = recognised(error);
  return known && { ...known, message: known.message.replace(/\s*\n\s*/g, ' ') };
}

function recognised(error: unknown): KnownError | undefined {
  if (error instanceof CatalogError) {
    return { code: error.code, message: messageText(error.message, detailsOf(error).remedies) };
  }
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-types/Interface/SmithyException/
  if ('$fault' in error && '$metadata' in error) return { code: name, message: `AWS answered ${name}: ${message}` };
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    const why = message.replace(/\.?$/, '.');
    return {
      code: 'no-credentials',
      message: `No AWS credentials: ${why} Sign in, or choose a profile with --profile.`,
    };
  }
  return unanswered(error);
}

function defectText(error: unknown): string {
  return error instanceof Error ? sourceStack(error.stack ?? error.message) : String(error);
}
