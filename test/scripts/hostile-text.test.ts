import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFiles } from '../catalog/proton/import/bundles';
import { runCatalog } from './run-catalog';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-text-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Clears the screen, sets the clipboard, and begins a line of its own. */
const DRIVING = '\u001b[2J\u001b]52;c;aGk=\u0007\nok  guard\r\u009b1A';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that drive a terminal.
const DRIVES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

const templateOf = (name: string, type = 'AWS::SNS::Topic') =>
  JSON.stringify({ Resources: { Topic: { Type: type, Properties: { DisplayName: name, TopicName: name } } } });

describe('what files hold can’t drive a terminal', () => {
  it.each(['text', 'json', 'markdown'])('when templates are compared as %s', async (format) => {
    const files = [file('old.json', templateOf('old')), file('new.json', templateOf(`new${DRIVING}`))];
    const { code, stdout } = await runCatalog(['compare', '--files', ...files, '--format', format]);
    expect(code).toBe(0);
    expect(stdout).toContain('\\u001b[2J');
    expect(stdout).not.toMatch(DRIVES);
    expect(stdout.split('\n')).not.toContainEqual(expect.stringMatching(/^\s*ok {2}guard/));
  });

  it('when a template is refused', async () => {
    const unresolved = JSON.stringify({ Outputs: { One: { Value: { Ref: `x${DRIVING}` } } }, Resources: {} });
    const files = [file('bad.json', unresolved), file('new.json', templateOf('y'))];
    const { code, stderr } = await runCatalog(['compare', '--files', ...files]);
    expect(code).toBe(1);
    expect(stderr).not.toMatch(DRIVES);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('when a bundle is refused', async () => {
    const bundle = join(folder, 'bundle');
    mkdirSync(join(bundle, 'schema'), { recursive: true });
    mkdirSync(join(bundle, 'infrastructure'), { recursive: true });
    const template = `Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    "a${JSON.stringify(DRIVING).slice(1, -1)}": {{ nothing }}\n`;
    for (const { path, text } of bundleFiles({ kind: 'environment', inputs: {}, template })) {
      writeFileSync(join(bundle, path), text);
    }
    const schema = `schema:\n  environment_input_type: Inputs\n  types:\n    Inputs:\n      properties:\n        ${JSON.stringify(`x${DRIVING}`)}: {}\n`;
    writeFileSync(join(bundle, 'schema/schema.yaml'), schema);
    const { code, stdout, stderr } = await runCatalog(['proton', 'import', bundle, '--product', 'one']);
    expect(code).toBe(1);
    expect(stdout).toContain('\\u001b[2J');
    expect(stdout + stderr).not.toMatch(DRIVES);
    expect(stdout.split('\n')).not.toContainEqual(expect.stringMatching(/^ok {2}guard/));
  });

  it('when a spec is refused', async () => {
    const spec = file('spec.yaml', `proton: ${JSON.stringify(`Spec${DRIVING}`)}\nproduct: network\n`);
    const { code, stderr } = await runCatalog(['launch', 'network', '--spec', spec]);
    expect(code).toBe(1);
    expect(stderr).toContain('spec.yaml:1: proton: must be EnvironmentSpec or ServiceSpec, got: Spec\\u001b[2J');
    expect(stderr).not.toMatch(DRIVES);
  });
});

describe('what templates hold can’t break out of a pull request’s comment:', () => {
  const before = { Resources: { Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } } };
  const markdown = async (resources: Readonly<Record<string, unknown>>) => {
    const after = { Resources: { ...before.Resources, ...resources } };
    const files = [file('before.json', JSON.stringify(before)), file('after.json', JSON.stringify(after))];
    return (await runCatalog(['compare', '--files', ...files, '--format', 'markdown'])).stdout;
  };
  const topic = (name: string) => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: name } });

  it('words of Mermaid as logical ids are names of no node', async () => {
    const text = await markdown({ end: topic('a'), subgraph: topic('b'), click: topic('c'), style: topic('d') });
    const diagram = /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(diagram).toMatch(/^ {2}n\d+\["end<br\/>/m);
    for (const line of diagram.split('\n').slice(1).filter(Boolean)) {
      expect(line).toMatch(/^ {2}(n\d+\["[\w :.#;<>/-]*"\]:::\w+|n\d+ --> n\d+|classDef [\w :#,-]+)$/);
    }
  });

  it('a type that ends its box and adds a link is text in its box', async () => {
    const type = 'Custom::X"]; click n1 "javascript:alert(1)"; n9["`x`';
    const text = await markdown({ One: { Type: type }, Two: { Type: type } });
    const diagram = /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(diagram).not.toContain('click n1 "');
    for (const line of diagram.split('\n').slice(1).filter(Boolean)) {
      expect(line).toMatch(/^ {2}(n\d+\["[\w :.#;<>/-]*"\]:::\w+|n\d+ --> n\d+|classDef [\w :#,-]+)$/);
    }
  });

  it.each([
    ['a mention', '@octocat', /@octocat/],
    ['an image', '![x](https://page.example/x.png)', /!\[x\]\(/],
    ['a link', '[x](javascript:1)', /\[x\]\(/],
    ['HTML', '<img src=x>', /<img/],
    ['a bar', 'a|b\\|c', /[^\\]\|b/],
    ['backticks', 'a`` ` @octocat', /^never$/],
  ])('%s of a type or a value is text', async (_, value, live) => {
    const text = await markdown({
      Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: value } },
      One: { Type: `Custom::${value}` },
    });
    const rows = text.split('\n').filter((line) => line.startsWith('| m') || line.startsWith('| p'));
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      // A row has six cells; what stands in code spans is no Markdown.
      const bare = row.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '').replace(/<code>.*?<\/code>/g, '');
      expect(bare).not.toMatch(live);
      expect(row.match(/(?:\\.|[^|\\])*\|/g)).toHaveLength(7);
    }
  });
});
