import { named, unknown } from '../../operations/nearest';

describe('named', () => {
  it('finds the item', () => {
    expect(named('version', '1.0.0', [{ name: '1.0.0' }], ({ name }) => name)).toEqual({ name: '1.0.0' });
  });

  it('refuses what is not there, with a code of the kind', () => {
    expect(() => named('environment type', 'porod', ['prod'], String)).toThrow(
      expect.objectContaining({
        code: 'unknown-environment-type',
        message: 'There is no environment type porod; did you mean prod? There is: prod.',
      }),
    );
  });

  it('says so when there is none at all', () => {
    expect(unknown('product', 'network', []).message).toBe('There is no product network. There is none.');
  });
});
