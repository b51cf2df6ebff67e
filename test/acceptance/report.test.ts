import { type Assumption, agrees, differs, notReached, settledIn } from './assumption';
import { reportMarkdown } from './report/markdown';
import { judged, type Report, reportJson, summary } from './report/report';

const assumption = (id: string): Assumption => ({
  id,
  text: `Sentence of ${id}.`,
  stands: `What rests on ${id}.`,
  mend: { where: ['README.md'], change: `Change for ${id}.` },
});

const all = ['first', 'second', 'third'].map(assumption);
const verdicts = { first: agrees('seen | so'), second: differs('arn:aws:iam::111122223333:role/x of 111122223333') };

const report = (isSandbox: boolean): Report => ({
  ...{ run: 'run-1', region: 'eu-west-1', isSandbox, began: '2026-11-29T10:00:00Z', ended: '2026-11-29T11:00:00Z' },
  probes: [{ id: 'first', result: 'done', words: '', seconds: 1 }],
  steps: [{ id: 'publish', result: 'failed', words: 'in 222222222222', seconds: 2 }],
  assumptions: judged(all, verdicts, { isSandbox }),
  stays: ['role x of 333333333333: used'],
});

test('says of each assumption whether it agrees, differs, or was not reached', () => {
  expect(report(false).assumptions.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['first', 'agrees'],
    ['second', 'differs'],
    ['third', 'not reached'],
  ]);
  expect(summary(report(false))).toBe('1 agree, 1 differ, 1 not reached');
});

test.each([agrees('x'), differs('x'), notReached('x')])(
  'never lets a sandbox say anything about AWS, whatever was seen: $verdict',
  (verdict) => {
    expect(settledIn({ isSandbox: true }, verdict).verdict).toBe('not reached (sandbox)');
    expect(settledIn({ isSandbox: false }, verdict)).toEqual(verdict);
  },
);

test('has no other verdict than that in a sandbox', () => {
  const found = new Set(report(true).assumptions.map(({ verdict }) => verdict));
  expect(found).toEqual(new Set(['not reached (sandbox)']));
  expect(reportMarkdown(report(true))).toContain('nothing here is a word about AWS');
});

test('names what to change, and where, for each assumption that differs, and for no other', () => {
  const markdown = reportMarkdown(report(false));
  expect(markdown).toContain('In `README.md`: Change for second.');
  expect(markdown).not.toContain('Change for first.');
});

test.each([reportMarkdown, reportJson])('leaves out the ids of all accounts, known or not: %p', (write) => {
  const text = write(report(false));
  expect(text).toContain('arn:aws:iam::<account>:role/x of <account>');
  expect(text).not.toMatch(/\d{12}/);
});

test('leaves them out after a line break too, and keeps JSON whole', () => {
  const words = 'first line\n111122223333 second';
  const written = reportJson({
    ...report(false),
    steps: [{ id: 'publish', result: 'failed', words, seconds: 123456789012 }],
  });
  expect(JSON.parse(written).steps).toEqual([
    { id: 'publish', result: 'failed', words: 'first line\n<account> second', seconds: 123456789012 },
  ]);
});

test('keeps a table whole whatever was seen', () => {
  expect(reportMarkdown(report(false))).toContain('| first: Sentence of first. | *agrees* | seen \\| so |');
});
