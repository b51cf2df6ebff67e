import type { Remedy } from '../../../catalog/detailed-error';
import { messageText } from '../../../scripts/terminal/remedy-text';

const said = (message: string, ...remedies: Remedy[]) => messageText(message, remedies);

const unprotect: Remedy = { do: 'verb', verb: 'unprotect', operands: ['dev'], label: 'Lift that first' };

describe('a message with remedies', () => {
  it('goes on with the first one, after a sentence in one of its own', () => {
    expect(said('dev is protected', unprotect)).toBe(
      'dev is protected; lift that first: npm run catalog -- unprotect dev',
    );
    expect(said('Dev is protected.', unprotect)).toBe(
      'Dev is protected. Lift that first: npm run catalog -- unprotect dev',
    );
  });

  it('offers the others as other ways', () => {
    expect(said('It is there', unprotect, { do: 'again', options: { name: '…' }, label: 'Choose another name' })).toBe(
      'It is there; lift that first: npm run catalog -- unprotect dev; or choose another name: --name …',
    );
  });

  it('asks for all the answers that it needs at once', () => {
    const answers = ['Region', 'Owner'].map((field): Remedy => ({ do: 'answer', field }));
    expect(said('It asks more', ...answers)).toBe('It asks more; give: -p Region=… -p Owner=…');
  });

  it('is left as it is where there are none', () => {
    expect(said('Nothing was changed.')).toBe('Nothing was changed.');
  });

  it.each<[Remedy, string]>([
    [
      { do: 'verb', verb: 'launch', operands: ['network'], options: { type: 'dev', plan: true } },
      'run: npm run catalog -- launch network --type dev --plan',
    ],
    [{ do: 'again', options: { parameter: ['A=1', 'B=…'] } }, 'add: --parameter A=1 --parameter B=…'],
    [{ do: 'again', options: { portfolio: "Bellyfed's own" } }, "add: --portfolio 'Bellyfed'\\''s own'"],
    [{ do: 'again', options: { 'no-wait': false } }, 'leave out: --no-wait'],
    [{ do: 'aws', command: 'aws sso login' }, 'run: aws sso login'],
    [{ do: 'answer', field: 'Region', values: ['here', 'there'] }, 'give: -p Region=here|there'],
    [{ do: 'read', document: 'docs/runbook.md' }, 'see: docs/runbook.md'],
  ])('says each kind as it is typed: %j', (remedy, text) => {
    expect(said('It is so', remedy)).toBe(`It is so; ${text}`);
  });
});
