import { PassThrough, Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { DetailedError } from '../../../catalog/detailed-error';
import { withAnswers } from '../../../scripts/terminal/ask-answers';
import type { Shell } from '../../../scripts/terminal/shell';

/** A shell with somebody in front of it who types lines, or with nobody. */
function typing(lines: readonly string[], isTTY = true): Shell & { readonly stderr: PassThrough } {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const stdin = Object.assign(Readable.from(lines.map((line) => `${line}\n`)), { isTTY });
  return { stdin, stdout: new PassThrough(), stderr, env: {}, root: '.' };
}

const open = new DetailedError('missing-parameter', 'It asks for Region.', {
  problems: [{ field: 'Region', text: 'dev: Region is new. Where it is kept.' }],
  remedies: [{ do: 'answer', field: 'Region', values: ['here', 'there'] }],
});

/** An operation that wants a region. */
async function regional(answers: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  if (answers.Region === undefined) throw open;
  return answers;
}

it('asks for what is missing, and begins anew with it beside what was given', async () => {
  const shell = typing(['there']);
  expect(await withAnswers(shell, { Owner: 'somebody' }, regional)).toEqual({ Owner: 'somebody', Region: 'there' });
  expect(stripVTControlCharacters(String(shell.stderr.read()))).toContain(
    'dev: Region is new. Where it is kept.\nRegion (here, there): ',
  );
});

it('asks nothing where nothing is missing', async () => {
  expect(await withAnswers(typing([]), { Region: 'here' }, regional)).toEqual({ Region: 'here' });
});

it('goes no further without an answer', async () => {
  await expect(withAnswers(typing(['']), {}, regional)).rejects.toMatchObject({ code: 'declined' });
});

it('passes the error on where nobody is there to be asked, and every other one anyway', async () => {
  await expect(withAnswers(typing(['there'], false), {}, regional)).rejects.toBe(open);
  const other = new Error('Broken.');
  await expect(withAnswers(typing(['there']), {}, () => Promise.reject(other))).rejects.toBe(other);
});
