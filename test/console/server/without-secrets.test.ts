import { withoutSecrets } from '../../../console/server/without-secrets';

it('takes a secret out of every text, wherever it stands', () => {
  const told = { message: "Password can't be 'hunter22'.", deep: [{ options: ['Password=hunter22'] }], count: 1 };
  expect(withoutSecrets(told, ['hunter22'])).toEqual({
    message: "Password can't be '••••'.",
    deep: [{ options: ['Password=••••'] }],
    count: 1,
  });
});

it('takes a short one out where it is the whole text, and leaves the words that it stands in', () => {
  expect(withoutSecrets({ a: 'no', b: 'nobody' }, ['no', ''])).toEqual({ a: '••••', b: 'nobody' });
});
