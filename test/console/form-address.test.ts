import { answersIn, formAddress } from '../../console/form-address';

const queryOf = (address: string) => new URL(address, 'http://console').searchParams;

it('has the answers of a form, and gives them back', () => {
  const answers = { EnvironmentName: 'dev', Domain: 'a&b=c#d?é"<', name: 'no name' };
  const address = formAddress({ product: 'network', version: '1.0.0', name: 'mine', region: 'eu-west-1', answers });
  expect(answersIn(queryOf(address))).toEqual(answers);
  expect(Object.fromEntries(queryOf(address))).toMatchObject({ name: 'mine', version: '1.0.0', region: 'eu-west-1' });
});

it('leaves answers out where it would grow beyond 6,000 characters', () => {
  const address = formAddress({ product: 'network', name: 'mine', answers: { Long: 'x'.repeat(7_000) } });
  expect(address).toBe('/launch/network?name=mine');
});

it('takes nothing for an answer that isn’t marked as one', () => {
  expect(answersIn(new URLSearchParams('templateURL=http://evil.example&region=x&p.=&p.A=1'))).toEqual({
    '': '',
    A: '1',
  });
});
