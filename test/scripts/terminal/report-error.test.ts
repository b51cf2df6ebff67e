import { PassThrough } from 'node:stream';
import { CatalogError } from '../../../catalog/errors';
import { reportError } from '../../../scripts/terminal/report-error';
import { projectRoot } from '../run-catalog';

function report(error: unknown) {
  const stderr = new PassThrough();
  const shell = { stdout: new PassThrough(), stderr, stdin: new PassThrough(), env: {}, root: projectRoot };
  const code = reportError(error, shell);
  return { code, text: String(stderr.read()) };
}

describe('an error', () => {
  it('of ours is one line and exit code 1', () => {
    expect(report(new CatalogError('some-code', 'network: wrong;\n  mend it.'))).toEqual({
      code: 1,
      text: 'network: wrong; mend it.\n',
    });
  });

  it('that is a stop is exit code 130, as of shells', () => {
    expect(report(new CatalogError('stopped', 'Planning was stopped.'))).toEqual({
      code: 130,
      text: 'Planning was stopped.\n',
    });
  });

  it('that AWS answered is its name and message and exit code 1', () => {
    const error = Object.assign(new Error('No such product.'), { $fault: 'client', $metadata: {} });
    error.name = 'ResourceNotFoundException';
    expect(report(error)).toEqual({ code: 1, text: 'AWS answered ResourceNotFoundException: No such product.\n' });
  });

  it('of a closed port says what to start and is exit code 1', () => {
    const error = Object.assign(new Error(''), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 4566 });
    expect(report(error)).toEqual({ code: 1, text: expect.stringContaining('Nothing listens at 127.0.0.1:4566') });
  });

  it('of a name that does not resolve is exit code 1', () => {
    expect(report(Object.assign(new Error('getaddrinfo ENOTFOUND aws'), { code: 'ENOTFOUND' })).code).toBe(1);
  });

  it('without credentials says so and is exit code 1', () => {
    const error = new Error('Could not load credentials from any providers.');
    error.name = 'CredentialsProviderError';
    expect(report(error)).toEqual({ code: 1, text: expect.stringContaining('--profile') });
  });

  it('that nobody foresaw is its stack and exit code 70', () => {
    const { code, text } = report(new TypeError('x is not a function'));
    expect(code).toBe(70);
    expect(text).toContain('report-error.test.ts');
  });

  it('that is not even an error is exit code 70', () => {
    expect(report('thrown text')).toEqual({ code: 70, text: 'thrown text\n' });
  });
});
