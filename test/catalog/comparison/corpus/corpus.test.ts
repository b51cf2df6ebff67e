import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReleases } from '../../../../catalog/release';
import {
  evaluateTemplate,
  parseTemplate,
  pseudoParameters,
  resolveParameters,
  type Template,
} from '../../../../catalog/template';
import { judgedSentences } from '../../../../catalog/template/documented-effects';
import { type SchemaProblem, schemaProblems } from '../../../../catalog/validation';
import { loadCorpus, readCase, type WrittenCase } from './corpus';
import { type DrawnSentence, drawSentences } from './draw';
import { accuracy, judge } from './verdicts';

const PRODUCTS = join(__dirname, '../../../../products');
const STACK = { accountId: '000000000000', region: 'us-east-1', stackName: 'one' };
const corpus = loadCorpus();
const verdicts = corpus.map(judge);

const typesOf = ({ Resources }: Template) => Object.values(Resources).map(({ Type }) => Type);

describe('the corpus', () => {
  it('has 700 pairs and more, of at least 120 types, no two of one name', () => {
    const names = corpus.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(700);
    expect(covered.size).toBeGreaterThanOrEqual(120);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('asks for every bump, and for every effect', () => {
    expect(new Set(corpus.map(({ needs }) => needs))).toEqual(new Set(['none', 'patch', 'minor', 'major']));
    expect(new Set(corpus.flatMap(({ decisive }) => decisive?.effect ?? []))).toEqual(
      new Set(['none', 'interruption', 'replacement', 'removal', 'addition', 'loss', 'failure', 'interface']),
    );
  });

  it('has a pair of each of a hundred sentences that were drawn by lot', () => {
    const drawn = corpus.flatMap(({ says, before }) => {
      const [type = ''] = typesOf(before).slice(-1);
      return says === undefined ? [] : [{ type, says }];
    });
    const judged = ({ type, says }: DrawnSentence) =>
      judgedSentences(type).some((sentence) => sentence.says.startsWith(says));
    expect(drawn).toHaveLength(100);
    expect(drawn.filter((one) => !judged(one))).toEqual([]);
  });

  const covered = new Set(corpus.flatMap(({ before, after }) => [...typesOf(before), ...typesOf(after)]));
  const products = readdirSync(PRODUCTS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(products.map(({ name }) => name))('has a pair for every resource type of %s', (id) => {
    const newest = loadReleases(join(PRODUCTS, id)).at(-1);
    const types = newest === undefined ? [] : typesOf(parseTemplate(readFileSync(newest.file, 'utf8')));
    expect([...new Set(types)].filter((type) => !covered.has(type))).toEqual([]);
  });

  it("is made of resources that AWS's schemas accept", async () => {
    const problems = corpus.map(async ({ name, before, after }) => {
      const found = await Promise.all([before, after].map(problemsOf));
      return found.flat().map((problem) => ({ name, ...problem }));
    });
    expect((await Promise.all(problems)).flat()).toEqual([]);
  });
});

describe('a draw', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(drawSentences(1, 20)).toEqual(drawSentences(1, 20));
    expect(drawSentences(1, 20)).not.toEqual(drawSentences(2, 20));
  });
});

describe('a case', () => {
  const written: WrittenCase = {
    name: 'a bucket has another name',
    ...{ type: 'AWS::S3::Bucket', has: { BucketName: 'one' }, gets: { BucketName: 'two' } },
    ...{ needs: 'major', losesData: true, effect: 'replacement', why: 'The name is the bucket.' },
  };
  const judged = (change: Partial<WrittenCase>) => judge(readCase({ ...written, ...change }, 'one.yaml'));

  it.each([
    ['a key that nobody knows', { lossesData: true }, /knows no lossesData/],
    ['an unknown bump', { needs: 'huge' }, /unknown bump: huge/],
    ['data lost by less than a major release', { needs: 'minor' }, /needs a major bump/],
    ['a reason that is no sentence', { why: 'because' }, /says why in a sentence/],
    [
      'a template that CloudFormation refuses',
      { gets: { BucketName: { Ref: 'Two' } } },
      /Unresolved resource dependencies/,
    ],
    ['a page that is not of AWS', { page: 'https://example.com/' }, /no page of AWS/],
  ])('refuses %s', (_, change, problem) => {
    expect(() => readCase({ ...written, ...change } as WrittenCase, 'one.yaml')).toThrow(problem);
  });

  it('is judged by its label', () => {
    expect(judged({})).toMatchObject({ bump: 'exact', losesData: 'right', decisive: 'right' });
    expect(judged({ needs: 'patch', losesData: false })).toMatchObject({ bump: 'over', losesData: 'wrong' });
    expect(judged({ gets: {} })).toMatchObject({ bump: 'under', losesData: 'wrong', decisive: 'wrong' });
    expect(judged({ effect: 'removal' })).toMatchObject({ bump: 'exact', decisive: 'wrong' });
  });
});

describe('the comparison', () => {
  const worded = (some: typeof verdicts) =>
    some.map(({ case: { name, needs, why, page } }) => ({ name, needs, why, page }));

  it('asks for no less than any pair needs', () => {
    expect(worded(verdicts.filter(({ bump }) => bump === 'under'))).toEqual([]);
  });

  it('says of every pair whether it loses data', () => {
    expect(worded(verdicts.filter(({ losesData }) => losesData === 'wrong'))).toEqual([]);
  });

  it('asks for exactly what is needed of at least 97 in 100 pairs', () => {
    expect(accuracy(verdicts)).toBeGreaterThanOrEqual(0.97);
  });

  it('finds the change that decides, and where it bites, in at least 97 of 100 pairs', () => {
    const right = verdicts.filter(({ decisive }) => decisive === 'right');
    expect(right.length / verdicts.length).toBeGreaterThanOrEqual(0.97);
  });
});

/** Problems that AWS's schemas have with a template launched with the defaults of its parameters. */
function problemsOf(template: Template): Promise<SchemaProblem[]> {
  const required = Object.entries(template.Parameters ?? {}).filter(([, { Default }]) => Default === undefined);
  const given = required.map(([name, { AllowedValues }]) => [name, String(AllowedValues?.[0] ?? 'vpc-0a1b2c3d')]);
  const parameters = resolveParameters(template, Object.fromEntries(given), { lookup: { ssm: () => 'ami-0a1b2c3d' } });
  return schemaProblems(evaluateTemplate(template, { parameters, pseudo: pseudoParameters(STACK) }));
}
