import { PassThrough } from 'node:stream';
import { DetailedError } from '../../../catalog/detailed-error';
import { CatalogError } from '../../../catalog/errors';
import { reportError } from '../../../scripts/terminal/report-error';
import { projectRoot } from '../run-catalog';

function report(error: unknown, { json = false, isTTY = false, env = {} } = {}) {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const shell = { stdout: new PassThrough(), stderr, stdin: new PassThrough(), env, root: projectRoot };
  const code = reportError(error, shell, { json });
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

  it('of an answer that AWS’s client can’t read is one line and exit code 1', () => {
    const error = new SyntaxError('Unexpected end of JSON input\n  Deserialization error: to see the raw response, …');
    Object.defineProperty(error, '$response', { value: {}, enumerable: false });
    expect(report(error)).toEqual({ code: 1, text: "AWS's answer can't be read: Unexpected end of JSON input\n" });
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

  it('without credentials ends the sentence that the SDK leaves open', () => {
    const error = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    expect(report(error).text).toMatch(/from any providers\. Sign in, or /);
  });

  it('is red on a terminal, unless colours are refused', () => {
    const error = new CatalogError('some-code', 'Wrong.');
    expect(report(error, { isTTY: true }).text).toBe('\u001b[31mWrong.\u001b[39m\n');
    expect(report(error, { isTTY: true, env: { NO_COLOR: '1' } }).text).toBe('Wrong.\n');
    expect(report(error, { isTTY: true, env: { TERM: 'dumb' } }).text).toBe('Wrong.\n');
  });
});

describe('for machines, the last line of an error is JSON', () => {
  const told = (error: unknown) => {
    const { code, text } = report(error, { json: true, isTTY: true });
    return { code, error: JSON.parse(text.trim().split('\n').at(-1) ?? '').error };
  };

  it('with the code and the message of ours', () => {
    expect(told(new CatalogError('some-code', 'network: wrong;\n  mend it.'))).toEqual({
      code: 1,
      error: { code: 'some-code', message: 'network: wrong; mend it.' },
    });
  });

  it('with the name that AWS gives it', () => {
    const error = Object.assign(new Error('No such product.'), { $fault: 'client', $metadata: {} });
    error.name = 'ResourceNotFoundException';
    expect(told(error)).toMatchObject({ code: 1, error: { code: 'ResourceNotFoundException' } });
  });

  it('after the output of the program that failed', () => {
    const { text } = report(new DetailedError('publish-failed', 'cdk failed.', { output: 'Why.\n' }), { json: true });
    expect(text).toBe('Why.\n{"error":{"code":"publish-failed","message":"cdk failed."}}\n');
  });

  it('of a defect too, with its stack', () => {
    expect(told(new TypeError('x is not a function'))).toMatchObject({
      code: 70,
      error: { code: 'defect', message: expect.stringContaining('report-error.test.ts') },
    });
  });
});
