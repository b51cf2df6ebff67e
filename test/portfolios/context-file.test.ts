import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectSettings } from '../../portfolios/context-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'context-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each(['cdk.json', 'cdk.context.json'])('%s that isn’t JSON is refused by its name', (name) => {
  writeFileSync(join(folder, name), '{"context": {');
  expect(() => projectSettings(folder)).toThrow(
    expect.objectContaining({ code: 'invalid-context', message: expect.stringContaining(`${name}: isn't JSON: `) }),
  );
});

it.each(['null', '[]', '1', '"text"'])('cdk.json that is %s has no settings', (text) => {
  writeFileSync(join(folder, 'cdk.json'), text);
  expect(projectSettings(folder).provider).toBe('Bellyfed Platform Team');
});
