import type { Run } from '../scripts/run-catalog';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that drive a terminal.
const DRIVES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** A line of a stack trace. */
const TRACE = /^\s+at .*(?::\d+:\d+\)?|\(native\)|<anonymous>\)?)$/m;

/**
 * Fault of how a run of the command ended: anything but its answer, or one line that says what is wrong.
 *
 * @param listed lines on standard error that list mistakes one by one before the last, which counts them
 */
export function faultOf({ code, stdout, stderr }: Run, listed = /^$/): string | undefined {
  if (code !== 0 && code !== 1) return `exit ${code}: ${stderr.slice(0, 1_500)}`;
  if (TRACE.test(stderr)) return `a stack trace: ${stderr.slice(0, 1_500)}`;
  if (DRIVES.test(stdout) || DRIVES.test(stderr))
    return `characters that drive a terminal: ${JSON.stringify((stdout + stderr).slice(0, 1_500))}`;
  const lines = stderr.trimEnd().split('\n');
  if (code === 1 && lines.at(-1) === '') return 'an error without a word';
  const others = lines.slice(0, -1).filter((line) => !listed.test(line));
  return code === 1 && others.length > 0 ? `more than one line: ${stderr.slice(0, 1_500)}` : undefined;
}
