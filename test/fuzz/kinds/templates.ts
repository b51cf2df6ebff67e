import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Json, parseTemplate, TemplateError } from '../../../catalog/template';
import { loadCorpus } from '../../catalog/comparison/corpus/corpus';
import type { Random } from '../../sandbox/random';
import { runCatalog } from '../../scripts/run-catalog';
import { faultOf } from '../ended';
import type { FuzzKind } from '../kind';
import { mutateText, mutateValue } from '../mutate';

/** Template with loops, which only the language extensions have. */
const LOOPS = {
  Transform: 'AWS::LanguageExtensions',
  Parameters: { Names: { Type: 'CommaDelimitedList', Default: 'a,b', AllowedPattern: '[a-z]+' } },
  Mappings: { Sizes: { a: { Count: 1 }, b: { Count: 2 } } },
  Conditions: { IsBig: { 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Length': { Ref: 'Names' } }, 2] }] } },
  Resources: {
    'Fn::ForEach::Topics': [
      'Name',
      { Ref: 'Names' },
      {
        'Topic${Name}': {
          Type: 'AWS::SNS::Topic',
          Properties: { DisplayName: { 'Fn::FindInMap': ['Sizes', { Ref: 'Name' }, 'Count', { DefaultValue: 3 }] } },
        },
      },
    ],
    Queue: { Type: 'AWS::SQS::Queue', Condition: 'IsBig', DeletionPolicy: { 'Fn::If': ['IsBig', 'Retain', 'Delete'] } },
  },
  Outputs: {
    'Fn::ForEach::Arns': ['Name', ['a', 'b'], { 'Arn${Name}': { Value: { Ref: { 'Fn::Sub': 'Topic${Name}' } } } }],
  },
};

/** Kind of templates that `compare --files` reads, in one of CloudFormation's two languages. */
function templates(name: string, write: (value: Json) => string): FuzzKind {
  const open = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const pairs = loadCorpus().map(({ before, after }): [Json, Json] => [plain(before), plain(after)]);
    pairs.push(...Array.from({ length: 20 }, (): [Json, Json] => [plain(LOOPS), plain(LOOPS)]));
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const run = async (random: Random) => {
      const [before, after] = random.pick(pairs);
      const mutant = random.chance(70) ? write(mutateValue(after, random)) : mutateText(write(after), random);
      const files = [file('before', write(before)), file('after', mutant)];
      if (random.chance(50)) files.reverse();
      const format = random.pick(['text', 'markdown', 'json', 'sarif']);
      const ended = await runCatalog(['compare', '--files', ...files, '--format', format]);
      return { parsed: isRead(mutant), fault: faultOf(ended) };
    };
    return { run, close: async () => rmSync(folder, { recursive: true, force: true }) };
  };
  return { name, open };
}

function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

/** Whether a text is well-formed, whatever it says. */
function isRead(text: string): boolean {
  try {
    parseTemplate(text);
    return true;
  } catch (error) {
    return error instanceof TemplateError && !/not well-formed|unsupported structure/.test(error.message);
  }
}

/** Kind of templates in JSON. */
export const jsonTemplates = templates('template-json', (value) => JSON.stringify(value, undefined, 1));

/** Kind of templates in YAML, some places of them in the short forms of functions. */
export const yamlTemplates = templates('template-yaml', (value) =>
  stringify(value, { lineWidth: 0 })
    .replace(/^(\s*)(Ref|Fn::Sub|Condition): (\S+)$/gm, '$1$2: $3')
    .replace(/\n\s+Ref: (\w+)$/gm, ' !Ref $1'),
);
