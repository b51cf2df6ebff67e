import fc from 'fast-check';
import { parseLedger, renderLedger } from '../../../catalog/release/ledger';

const valid = {
  version: '1.0.0',
  date: '2026-11-22',
  status: 'active',
  notes: 'First release.',
  sha256: 'ab'.repeat(32),
} as const;

const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((it) => it.trim() !== '');
const entry = fc.record(
  {
    version: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((numbers) => numbers.join('.')),
    date: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    status: fc.constantFrom('active', 'deprecated', 'retired'),
    notes: text,
    upgradeNotes: text,
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
  },
  { requiredKeys: ['version', 'date', 'status', 'notes', 'sha256'] },
);

describe('the ledger', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        expect(parseLedger(renderLedger(entries), 'releases.yaml')).toEqual(entries);
      }),
    );
  });

  it('keeps a hash of digits as text', () => {
    const entries = [{ ...valid, sha256: '1'.repeat(64) }];
    expect(parseLedger(renderLedger(entries), 'releases.yaml')).toEqual(entries);
  });

  it.each([
    ['version', 'v1.0.0', 'three numbers, as in 1.2.0'],
    ['version', '1.0.0-beta', 'three numbers, as in 1.2.0'],
    ['date', '22.11.2026', 'a day in UTC, as in 2026-11-22'],
    ['date', '2026-02-30', 'a day in UTC, as in 2026-11-22'],
    ['status', 'gone', 'one of active, deprecated, retired'],
    ['notes', ' ', 'a text that says what is new'],
    ['notes', 7, 'a text that says what is new'],
    ['upgradeNotes', '', 'a text, or left out'],
    ['security', ' ', 'a reason, or left out'],
    ['sha256', 'AB'.repeat(32), '64 lower-case hexadecimal digits'],
  ])('refuses %s %j', (field, value, expected) => {
    const ledger = JSON.stringify([{ ...valid, [field]: value }]);
    const name = field === 'version' ? value : '1.0.0';
    expect(() => parseLedger(ledger, 'releases.yaml')).toThrow(
      `releases.yaml: ${name}: ${field} must be ${expected}, got: ${JSON.stringify(value)}.`,
    );
  });

  it('takes a reason of security for what is retired, and for nothing else', () => {
    const retired = { ...valid, status: 'retired', security: 'It lets people in.' };
    expect(parseLedger(JSON.stringify([retired]), 'releases.yaml')).toEqual([retired]);
    expect(parseLedger(renderLedger(parseLedger(JSON.stringify([retired]), 'releases.yaml')), 'it')).toEqual([retired]);
    expect(() => parseLedger(JSON.stringify([{ ...retired, status: 'deprecated' }]), 'releases.yaml')).toThrow(
      'releases.yaml: 1.0.0: security is why a release was retired, got one that is deprecated.',
    );
  });

  it('refuses a field that it does not know', () => {
    expect(() => parseLedger(JSON.stringify([{ ...valid, hash: 'x' }]), 'releases.yaml')).toThrow(
      'releases.yaml: 1.0.0 has the field hash; a release has version, date, status, security, notes, upgradeNotes, sha256.',
    );
  });

  it('refuses an entry without a version', () => {
    expect(() => parseLedger('- notes: Something.\n', 'releases.yaml')).toThrow(
      'releases.yaml: entry 1: version must be three numbers, as in 1.2.0, got: undefined.',
    );
  });

  it.each([
    ['version: 1.0.0', 'releases.yaml: must be a list of releases, got: {"version":"1.0.0"}.'],
    ['', 'releases.yaml: must be a list of releases, got: null.'],
    ['- one', 'releases.yaml: entry 1 must have fields, got: "one".'],
    ['- "one', 'releases.yaml: not YAML: Missing closing "quote (line 1, column 7)'],
  ])('refuses %j', (ledger, message) => {
    expect(() => parseLedger(ledger, 'releases.yaml')).toThrow(message);
  });
});
