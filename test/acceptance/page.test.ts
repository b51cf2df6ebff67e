import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedPart, MARKS } from './page';

const path = resolve(__dirname, '../../docs/acceptance.md');
const [begin, end] = MARKS;

test('docs/acceptance.md lists every step and every assumption as they are; RECORD=1 writes it anew', () => {
  const page = readFileSync(path, 'utf8');
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(end);
  expect(from).toBeLessThan(to);
  const wanted = `${page.slice(0, from)}\n\n${generatedPart()}\n${page.slice(to)}`;
  if (process.env.RECORD !== undefined) writeFileSync(path, wanted);
  expect(readFileSync(path, 'utf8')).toBe(wanted);
});

test('the README says that nobody has run it on AWS yet, how to, and that a report is welcome', () => {
  const readme = readFileSync(join(path, '../../README.md'), 'utf8');
  const [, section = ''] = /\n## What is not shown\n(.+?)(\n## |$)/s.exec(readme) ?? [];
  expect(section).toContain('npm run acceptance');
  expect(section).toMatch(/nobody has run it on AWS yet/i);
  expect(section).toMatch(/report\s+is welcome/);
});
