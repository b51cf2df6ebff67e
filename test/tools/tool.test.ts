import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { look, type Tool } from './tool';

let folder: string;
let tool: Tool;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'));
  tool = {
    name: 'Grinder',
    variable: 'GRINDER',
    places: [join(folder, 'usual/grind'), join(folder, 'usual-too/grind')],
    program: 'grind',
    version: ['--version'],
    debian: 'coffee-grinder',
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program in a folder of the test, which tells its version or fails; returns its path. */
function program(place: string, { works = true, release = '1.0' } = {}): string {
  const path = join(folder, place, 'grind');
  mkdirSync(join(folder, place));
  const body = `console.log('grind ${release}'); process.exit(process.argv[2] === '--version' && ${works} ? 0 : 1);`;
  writeFileSync(path, `#!${process.execPath}\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const path = () => ({ PATH: `/nowhere:${join(folder, 'path')}` });

it('takes what the variable names, before all else', () => {
  const named = program('named');
  program('usual');
  expect(look(tool, { ...path(), GRINDER: named })).toEqual({ path: named });
});

it('takes a usual place before the path', () => {
  const usual = program('usual-too');
  program('path');
  expect(look(tool, path())).toEqual({ path: usual });
});

it('takes the path at last', () => {
  const found = program('path');
  expect(look(tool, path())).toEqual({ path: found });
});

it('takes a program that fails with the code that is told of it', () => {
  const failing = program('usual', { works: false });
  expect(look({ ...tool, exitCode: 1 }, path())).toEqual({ path: failing });
});

it('passes over a program that can’t tell its version', () => {
  program('usual', { works: false });
  const found = program('path');
  expect(look(tool, path())).toEqual({ path: found });
});

it('passes over another release than the one that is wanted', () => {
  const newer = program('usual', { release: '1.0.1' });
  expect(look({ ...tool, release: '1.0' }, path())).toEqual({ problem: `${newer} is not release 1.0` });
  const found = program('path');
  expect(look({ ...tool, release: '1.0' }, path())).toEqual({ path: found });
});

it('names the programs that are broken where none works', () => {
  const broken = [program('usual', { works: false }), program('path', { works: false })];
  expect(look(tool, path())).toEqual({ problem: `${broken[0]} and ${broken[1]} can't tell a version` });
});

it('finds nothing where there is nothing, and nothing that may not be run', () => {
  expect(look(tool, path())).toEqual({ problem: 'not found' });
  chmodSync(program('path'), 0o644);
  expect(look(tool, path())).toEqual({ problem: 'not found' });
});

it.each([
  ['', 'nothing'],
  ['/nowhere/grind', '/nowhere/grind'],
])('looks nowhere else when the variable is set to "%s"', (named, words) => {
  program('usual');
  expect(look(tool, { ...path(), GRINDER: named })).toEqual({ problem: `GRINDER names no program, got: ${words}` });
});
