import { hiddenAnswers, shownAnswers } from '../../../../console/browser/form/answers';
import type { FormQuestion, LaunchForm } from '../../../../console/protocol';

const question = (key: string, parameter: Partial<FormQuestion['parameter']> = {}): FormQuestion => ({
  ...{ key, label: key, description: '', parameter: { Type: 'String', ...parameter } },
});

const form: LaunchForm = {
  ...{ id: 'network', name: 'Network', version: '1.0.0', outputs: {}, paths: [] },
  groups: [
    { title: 'One', questions: [question('Name'), question('Password', { NoEcho: true })] },
    { title: 'Two', questions: [question('Token', { NoEcho: true, Default: '' }), question('Size')] },
  ],
};

it('tells the answers that an address and a draft may have from those that leave the page for a plan alone', () => {
  const answers = { Name: 'dev', Password: 'hunter2', Token: '', Unknown: 'x' };
  expect(shownAnswers(form, answers)).toEqual({ Name: 'dev' });
  expect(hiddenAnswers(form, answers)).toEqual({ Password: 'hunter2', Token: '' });
});
