import { synthesizeProduct } from '../../catalog/product';
import { parameterProblems } from '../../catalog/template';
import { products } from '../../products';
import { held } from './held';

/** CloudFormation shows other characters in descriptions as question marks. */
const printable = /^[ -~]+$/;

describe.each(products)('the form of $id', (product) => {
  const { template } = synthesizeProduct(product);
  const groups = Object.entries(product.parameters);
  const questions = groups.flatMap(([group, parameters]) =>
    Object.entries(parameters).map(([name, definition]) => ({ group, name, definition })),
  );
  const example = ({ definition }: (typeof questions)[number]) =>
    definition.example ?? String(definition.allowedValues?.at(-1));
  const examples = Object.fromEntries(questions.map((question) => [question.name, example(question)]));

  it('asks for the environment first', () => {
    expect(groups[0]?.[0]).toBe('Environment');
    expect(questions.slice(0, 2).map(({ name }) => name)).toEqual(['EnvironmentName', 'EnvironmentType']);
  });

  it('shows every parameter of the template, each in one group', () => {
    expect(questions.map(({ name }) => name)).toEqual(Object.keys(template.Parameters ?? {}));
  });

  it.each(questions)('explains $name in printable words', ({ group, name, definition }) => {
    const parameter = template.Parameters?.[name];
    for (const text of [group, definition.label, parameter?.Description, parameter?.ConstraintDescription]) {
      expect(text).toMatch(printable);
    }
    expect(parameter?.Description?.length).toBeLessThanOrEqual(4000);
  });

  held(product, 'examples').each(questions)('constrains $name, and accepts its own example', ({ name, definition }) => {
    const { allowedValues, allowedPattern, maxValue, maxLength } = definition;
    expect(allowedValues ?? allowedPattern ?? maxValue ?? maxLength).toBeDefined();
    expect(parameterProblems(template, { ...examples, [name]: example({ group: '', name, definition }) })).toEqual([]);
  });

  held(product, 'shortForm')('asks for no more than the environment’s name and type in dev and test', () => {
    for (const EnvironmentType of ['dev', 'test']) {
      expect(parameterProblems(template, { EnvironmentName: 'one', EnvironmentType })).toEqual([]);
    }
  });

  held(product, 'examples').each(['', 'a', 'Dev', '1dev', 'a-name-that-is-too-long', 'dev_1', 'dev '])(
    'refuses the environment name "%s"',
    (name) => {
      expect(parameterProblems(template, { ...examples, EnvironmentName: name })).toHaveLength(1);
    },
  );

  it('says what it is, in words that CloudFormation keeps', () => {
    expect(template.Description).toBe(product.description);
    expect(template.Description).toMatch(printable);
    expect(Buffer.byteLength(product.description)).toBeLessThanOrEqual(1024);
  });
});
