import type { Product } from '../../catalog/product';
import { parameterProblems } from '../../catalog/template';
import { type Contract, sourceOf } from './contract';
import { templateOf } from './evaluated';

/** CloudFormation shows other characters in descriptions as question marks. */
const printable = /^[ -~]+$/;

/** Names that no environment may have. */
const badNames = ['', 'a', 'Dev', '1dev', 'a-name-that-is-too-long', 'dev_1', 'dev '];

const inForm = (product: Product) => sourceOf(product, 'parameters.ts');

/** Form of a product: it asks for the environment first, explains every question and constrains its answers. */
export const form: Contract = {
  subject: 'form',
  rules: [
    {
      title: 'asks for the environment first',
      advice: (product) =>
        `Leave EnvironmentName and EnvironmentType to the catalog: take them out of ${inForm(product)}.`,
      check(product) {
        const names = questionsOf(product).map(({ name }) => name);
        const [group] = Object.keys(product.parameters);
        if (group === 'Environment' && names[0] === 'EnvironmentName' && names[1] === 'EnvironmentType') return [];
        return [`it begins with ${names.slice(0, 2).join(' and ')}, in the group ${group}`];
      },
    },
    {
      title: 'shows every parameter of the template, each in one group',
      advice: (product) => `Declare parameters in ${inForm(product)} only, each in one group.`,
      check(product) {
        const asked = questionsOf(product).map(({ name }) => name);
        const declared = Object.keys(templateOf(product).Parameters ?? {});
        return asked.join() === declared.join() ? [] : [`asked: ${asked.join(', ')}; declared: ${declared.join(', ')}`];
      },
    },
    {
      title: 'explains every question in printable words',
      advice: (product) =>
        `Give each question in ${inForm(product)} a label, a description and a constraintDescription, in ASCII, the ` +
        'description at most 4000 characters.',
      check(product) {
        const { Parameters = {} } = templateOf(product);
        return questionsOf(product).flatMap(({ group, name, definition: { label } }) => {
          const { Description = '', ConstraintDescription = '' } = Parameters[name] ?? {};
          const texts = { group, label, description: Description, constraintDescription: ConstraintDescription };
          const bad = Object.entries(texts).filter(([, text]) => !printable.test(text));
          if (Description.length > 4000) bad.push(['description', Description]);
          return bad.map(([part, text]) => `${name}: ${part} ${text === '' ? 'is missing' : `can't be "${text}"`}`);
        });
      },
    },
    {
      title: 'constrains every question, and accepts its own example',
      exemption: 'examples',
      advice: (product) =>
        `Say in ${inForm(product)} what may be answered (allowedValues, allowedPattern, maxValue or maxLength), and give ` +
        'an example that passes.',
      check(product) {
        const questions = questionsOf(product);
        const examples = Object.fromEntries(questions.map(({ name, example }) => [name, example]));
        return questions.flatMap(({ name, example, definition }) => {
          const { allowedValues, allowedPattern, maxValue, maxLength } = definition;
          const isConstrained = (allowedValues ?? allowedPattern ?? maxValue ?? maxLength) !== undefined;
          const problems = parameterProblems(templateOf(product), { ...examples, [name]: example });
          return [
            ...(isConstrained ? [] : [`${name}: any text is accepted`]),
            ...problems.map((each) => `${name}: ${each}`),
          ];
        });
      },
    },
    {
      title: 'asks for no more than the environment’s name and type in dev and test',
      exemption: 'shortForm',
      advice: (product) => `Give each question in ${inForm(product)} a default that dev and test can do with.`,
      check: (product) =>
        ['dev', 'test'].flatMap((EnvironmentType) =>
          parameterProblems(templateOf(product), { EnvironmentName: 'one', EnvironmentType }).map(
            (problem) => `${EnvironmentType}: ${problem}`,
          ),
        ),
    },
    {
      title: 'refuses names that no environment may have',
      exemption: 'examples',
      advice: () => 'Leave the pattern of EnvironmentName to the catalog.',
      check(product) {
        const examples = Object.fromEntries(questionsOf(product).map(({ name, example }) => [name, example]));
        const refused = (EnvironmentName: string) =>
          parameterProblems(templateOf(product), { ...examples, EnvironmentName }).length === 1;
        return badNames.filter((name) => !refused(name)).map((name) => `it takes "${name}"`);
      },
    },
    {
      title: 'says what it is, in words that CloudFormation keeps',
      advice: (product) => `Write the description in ${sourceOf(product, 'product.ts')} in ASCII, at most 1024 bytes.`,
      check(product) {
        const { description } = product;
        const kept = printable.test(description) && Buffer.byteLength(description) <= 1024;
        return kept && templateOf(product).Description === description ? [] : [`its description is "${description}"`];
      },
    },
  ],
};

function questionsOf({ parameters }: Product) {
  return Object.entries(parameters).flatMap(([group, questions]) =>
    Object.entries(questions).map(([name, definition]) => {
      const example = definition.example ?? String(definition.allowedValues?.at(-1));
      return { group, name, definition, example };
    }),
  );
}
