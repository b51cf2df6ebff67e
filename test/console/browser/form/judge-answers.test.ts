import { verbText } from '../../../../catalog/verb-text';
import { questionsOf } from '../../../../console/browser/form/answers';
import { judgeAnswers } from '../../../../console/browser/form/judge-answers';
import { launchCommand } from '../../../../console/browser/form/launch-command';
import type { FormQuestion, LaunchForm } from '../../../../console/protocol';

const question = (key: string, parameter: Partial<FormQuestion['parameter']> = {}): FormQuestion => ({
  ...{ key, label: key.toLowerCase(), description: '', parameter: { Type: 'String', ...parameter } },
});

const onlyTypes = (...types: string[]) => ({
  Types: {
    Assertions: [
      {
        Assert: { 'Fn::Contains': [types, { Ref: 'EnvironmentType' }] },
        AssertDescription: `Only ${types.join(', ')}.`,
      },
    ],
  },
});

/** "prod needs a Domain." */
const needsDomain = {
  RuleCondition: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] },
  Assertions: [
    { Assert: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Domain' }, ''] }] }, AssertDescription: 'prod needs a Domain.' },
  ],
};

const form: LaunchForm = {
  ...{ id: 'network', name: 'Network', version: '1.0.0', outputs: {} },
  groups: [
    {
      title: 'Environment',
      questions: [question('EnvironmentName', { AllowedPattern: '^[a-z]+$' }), question('EnvironmentType')],
    },
    {
      title: 'More',
      questions: [
        question('Domain', { Default: '' }),
        question('Count', { Type: 'Number', Default: 3, ConstraintDescription: 'Type a number.' }),
        question('Secret', { Default: '', NoEcho: true }),
      ],
    },
  ],
  paths: [
    { pathId: 'lp-1', portfolio: 'Developers', rules: { ...onlyTypes('dev', 'test'), Domain: needsDomain }, tags: {} },
    { pathId: 'lp-2', portfolio: 'Production', rules: { ...onlyTypes('prod'), Domain: needsDomain }, tags: {} },
  ],
};

const place = { accountId: '000000000000', region: 'us-east-1' };
const judge = (answers: Record<string, string>, of: LaunchForm = form) => judgeAnswers(of, answers, place);

it('says what must be answered, and complains of nothing else in an empty form', () => {
  expect(judge({})).toMatchObject({ problems: {}, unanswered: ['EnvironmentName', 'EnvironmentType'], broken: [] });
});

it('finds the portfolio whose rules accept the answers', () => {
  expect(judge({ EnvironmentName: 'a', EnvironmentType: 'dev' }).accepting.map(({ pathId }) => pathId)).toEqual([
    'lp-1',
  ]);
  const prod = judge({ EnvironmentName: 'a', EnvironmentType: 'prod', Domain: 'example.com' });
  expect(prod.accepting.map(({ pathId }) => pathId)).toEqual(['lp-2']);
});

it('tells the objections of the portfolio that comes closest, at what the assertion asks and not at its condition', () => {
  const { accepting, broken } = judge({ EnvironmentName: 'a', EnvironmentType: 'prod' });
  expect(accepting).toEqual([]);
  expect(broken).toEqual([{ text: 'prod needs a Domain.', parameters: ['Domain'] }]);
});

it('judges each answer by the template’s constraints, in the words of the form', () => {
  const { problems } = judge({ EnvironmentName: 'A', EnvironmentType: 'dev', Count: 'many' });
  expect(problems).toEqual({
    EnvironmentName: "Parameter 'EnvironmentName' must match pattern ^[a-z]+$",
    Count: 'Type a number.',
  });
});

it('takes an answer that somebody has emptied for one that is open, where the form can’t do without', () => {
  expect(judge({ EnvironmentName: 'a', EnvironmentType: 'dev', Count: '' }).unanswered).toEqual(['Count']);
  expect(judge({ EnvironmentName: 'a', EnvironmentType: 'dev', Domain: '' }).unanswered).toEqual([]);
});

it('leaves to AWS a rule that only AWS can judge', () => {
  const asking = { Assertions: [{ Assert: { 'Fn::Contains': [{ 'Fn::RefAll': 'AWS::EC2::VPC::Id' }, 'vpc-1'] } }] };
  const [first] = form.paths;
  const paths = first ? [{ ...first, rules: { Asking: asking } }] : [];
  expect(judge({ EnvironmentName: 'a', EnvironmentType: 'dev' }, { ...form, paths })).toMatchObject({
    broken: [],
    accepting: [{ pathId: 'lp-1' }],
  });
});

it('writes the command that launches the same, without defaults and without what is hidden', () => {
  const answers = { EnvironmentName: 'a', EnvironmentType: 'dev', Domain: "it's", Count: '3' };
  const [path] = form.paths;
  const command = verbText(launchCommand(form, { subject: 'mine', answers, path, tags: { Owner: 'me' } }));
  expect(command).toBe(
    'npm run catalog -- launch network --environment a --type dev --version 1.0.0 --portfolio Developers --name mine ' +
      "--parameter 'Domain=it'\\''s' --tag Owner=me",
  );
  expect(questionsOf(form)).toHaveLength(5);
});
