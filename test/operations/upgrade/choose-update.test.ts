import { chooseUpdate } from '../../../operations/upgrade/choose-update';

const version = (Name: string, Guidance?: 'DEPRECATED') => ({ Id: `pa-${Name}`, Name, Guidance });
const versions = [version('1.0.0'), version('1.1.0'), version('1.2.0'), version('2.0.0', 'DEPRECATED')];
const running = (name: string) => ({ name: 'dev-data', version: name, artifactId: `pa-${name}` });

describe('the version to update to', () => {
  it('is the newest that is not deprecated', () => {
    expect(chooseUpdate(running('1.0.0'), versions, {})).toMatchObject({ version: '1.2.0', direction: 'upgrade' });
  });

  it('is the one that runs where none is newer, even where that one is hidden or deprecated', () => {
    expect(chooseUpdate(running('1.2.0'), versions, {})).toMatchObject({ version: '1.2.0', direction: 'same' });
    expect(chooseUpdate(running('2.0.0'), versions, {})).toMatchObject({ version: '2.0.0', direction: 'same' });
    expect(chooseUpdate(running('3.0.0'), versions, {})).toMatchObject({ artifactId: 'pa-3.0.0', direction: 'same' });
    expect(chooseUpdate(running('3.0.0'), versions, { to: '3.0.0' })).toMatchObject({ direction: 'same' });
  });

  it('is a deprecated one only by name, with a warning', () => {
    expect(chooseUpdate(running('1.0.0'), versions, { to: '2.0.0' })).toMatchObject({
      version: '2.0.0',
      warnings: [expect.stringContaining('2.0.0 is deprecated')],
    });
  });

  it('is an older one only where that is said to be meant', () => {
    expect(() => chooseUpdate(running('1.2.0'), versions, { to: '1.1.0' })).toThrow(
      expect.objectContaining({
        code: 'is-downgrade',
        remedies: expect.arrayContaining([expect.objectContaining({ do: 'again', options: { downgrade: true } })]),
      }),
    );
    expect(chooseUpdate(running('1.2.0'), versions, { to: '1.1.0', downgrade: true })).toMatchObject({
      version: '1.1.0',
      direction: 'downgrade',
    });
  });

  it('is refused with what there is where there is none of that name', () => {
    expect(() => chooseUpdate(running('1.0.0'), versions, { to: '1.1.1' })).toThrow(
      'There is no version 1.1.1. There is: ',
    );
    expect(() => chooseUpdate(running('1.0.0'), versions, { to: 'v1.1.0' })).toThrow('did you mean 1.1.0?');
  });
});
