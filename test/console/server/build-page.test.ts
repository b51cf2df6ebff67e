/** The page as it is built: what of it is loaded first, and that nothing of it needs Node. */
import { brotliCompressSync, constants } from 'node:zlib';
import { builtPage } from '../start-test-console';

const KB = 1000;

/** Size in bytes as a server would send it. */
function compressed(body: Uint8Array): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}

it('loads little: 380 KB of script at first, 220 KB of style, 90 KB of whatever comes later', async () => {
  const { document, files } = await builtPage();
  const text = Buffer.from(document.body).toString();
  const named = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  const [script, style] = [named(/src="(\/assets\/[^"]+)"/), named(/stylesheet" href="(\/assets\/[^"]+)"/)];
  const at = (path: string) => files.get(path)?.body ?? new Uint8Array();
  // What the first script imports is loaded with it.
  const first = new Set([script]);
  for (const path of first) {
    for (const [, name] of Buffer.from(at(path))
      .toString()
      .matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)) {
      first.add(`/assets/${name}`);
    }
  }
  const scripts = [...files].filter(([path]) => path.endsWith('.js'));
  const later = scripts.filter(([path]) => !first.has(path)).map(([, { body }]) => compressed(body));
  const sum = [...first].reduce((total, path) => total + compressed(at(path)), 0);
  expect([sum > 100 * KB, sum < 380 * KB, compressed(at(style)) < 220 * KB]).toEqual([true, true, true]);
  expect(later.length).toBeGreaterThan(0);
  expect(Math.max(...later)).toBeLessThan(90 * KB);
  expect([...files.keys()].filter((path) => path.endsWith('.css'))).toEqual([style]);
});

it('is one document without a script or style of its own, which the policy would refuse', async () => {
  const text = Buffer.from((await builtPage()).document.body).toString();
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(text).not.toMatch(/<style|<script(?![^>]* src=)|\son\w+=|javascript:|https?:/);
});

it('runs in a browser: nothing of Node’s is left in it, and no source map', async () => {
  const scripts = [...(await builtPage()).files].filter(([path]) => path.endsWith('.js'));
  for (const [path, { body }] of scripts) {
    const text = Buffer.from(body).toString();
    expect([path, text.match(/"node:\w+"|\bBuffer\.\w+|\bprocess\.(?:cwd|version|stdout)|\brequire\("/g)]).toEqual([
      path,
      null,
    ]);
    expect(text).not.toContain('sourceMappingURL');
  }
});
