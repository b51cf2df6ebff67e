import { form } from '../../operations/contracts/form';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(form);

const question = { label: 'One', description: 'Any.', default: '', constraintDescription: 'Type one.', maxLength: 3 };

it.each([
  ['no advice', { ...question, constraintDescription: '' }, 'One: constraintDescription is missing'],
  [
    'a dash that CloudFormation shows as a question mark',
    { ...question, description: '–' },
    'One: description can\'t be "–"',
  ],
  ['any text at all', { ...question, maxLength: undefined }, 'One: any text is accepted'],
  ['no answer for dev', { ...question, default: undefined, example: 'x' }, /^dev: .*One/],
  ['an example that it refuses', { ...question, example: 'much' }, /^One: .*Type one\.$/],
])('a question with %s is found', async (_, One, finding) => {
  const found = await findingsOf(form, smallProduct({ parameters: { Own: { One } } }));
  expect(found).toContainEqual(typeof finding === 'string' ? finding : expect.stringMatching(finding));
});

it('a form that doesn’t begin with the environment’s questions is found', async () => {
  const found = await findingsOf(form, { ...smallProduct(), parameters: { Own: { One: question } } });
  expect(found).toContain('it begins with One, in the group Own');
});

it('a description that CloudFormation would not keep is found', async () => {
  const found = await findingsOf(form, { ...smallProduct(), description: 'A dash – here.' });
  expect(found).toContain('its description is "A dash – here."');
});

it('the questions of a good form are not', async () => {
  expect(await findingsOf(form, smallProduct({ parameters: { Own: { One: { ...question, example: 'x' } } } }))).toEqual(
    [],
  );
});
