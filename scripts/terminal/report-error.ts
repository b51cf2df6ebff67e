import { detailsOf } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { messageText } from './remedy-text';
import { type Shell, say } from './shell';
import { shown, visible } from './visible';

/**
 * Prints an error: one line for what its reader can mend, after the output of the program that failed where it was one; the
 * stack for a defect.
 *
 * @returns the exit code: 1, or 70 (`EX_SOFTWARE` of sysexits) for a defect
 */
export function reportError(error: unknown, shell: Shell): 1 | 70 {
  const known = knownError(error);
  if (known === undefined) {
    say(shell, error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 70;
  }
  const { output } = detailsOf(error);
  if (output !== undefined) shell.stderr.write(shown(output));
  say(shell, `${visible(known.replace(/\s*\n\s*/g, ' '))}${output === undefined ? '' : ' Its output is above.'}`);
  return 1;
}

/** Message of an error that isn't a defect of this program; undefined of one that is. */
export function knownError(error: unknown): string | undefined {
  if (error instanceof CatalogError) return messageText(error.message, detailsOf(error).remedies);
  if (!(error instanceof Error)) return undefined;
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-types/Interface/SmithyException/
  if ('$fault' in error && '$metadata' in error) return `AWS answered ${error.name}: ${error.message}`;
  if (error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError') {
    return `No AWS credentials: ${error.message.replace(/\.?$/, '.')} Sign in, or choose a profile with --profile.`;
  }
  if (error.name === 'TimeoutError') return `AWS did not answer in time: ${error.message}`;
  return connectionError(error);
}

function connectionError(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') {
    const place = 'address' in error && 'port' in error ? `${error.address}:${error.port}` : 'the endpoint';
    return `Nothing listens at ${place}; start the sandbox with "npm start", or correct AWS_ENDPOINT_URL.`;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ECONNRESET' || code === 'ETIMEDOUT') {
    return `AWS can't be reached: ${error.message}`;
  }
  return undefined;
}
