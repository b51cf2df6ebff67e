import { createRequire } from 'node:module';
import { launch } from '../launch';

const load = createRequire(__filename);
const functions = launch().ofType('AWS::Lambda::Function');

interface Bundle {
  readonly handler?: unknown;
}

/** Runs a bundle as Lambda does: as a CommonJS module, with the SDK beside it and the function's variables. */
function run(code: string, variables: Readonly<Record<string, string>>): Bundle {
  const before = process.env;
  process.env = { ...before, AWS_REGION: 'eu-central-1', ...variables };
  try {
    const module = { exports: {} };
    new Function('module', 'exports', 'require', code)(module, module.exports, load);
    return module.exports;
  } finally {
    process.env = before;
  }
}

describe.each(functions)('the code of $id', ({ properties }) => {
  const { ZipFile: code } = properties.Code as unknown as { readonly ZipFile: string };
  const { Variables } = properties.Environment as unknown as { readonly Variables: Record<string, string> };

  it('exports the handler that the function names, and finds all its variables', () => {
    expect(properties).toMatchObject({ Handler: 'index.handler', Runtime: 'nodejs24.x' });
    expect(typeof run(code, Variables).handler).toBe('function');
  });

  it.each(Object.keys(Variables))('says so when the variable %s is missing', (name) => {
    expect(() => run(code, { ...Variables, [name]: '' })).toThrow(`The environment variable ${name} is missing.`);
  });

  it('asks for nothing but the SDK, which the runtime brings, and Node.js', () => {
    const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(required.length).toBeGreaterThan(0);
    expect(required.filter((name) => !/^(@aws-sdk\/|node:)/.test(name ?? ''))).toEqual([]);
  });

  it('is traced, and logs as JSON into a group of its own', () => {
    expect(properties).toMatchObject({
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: expect.stringMatching(/^Function\w+LogGroup$/) },
    });
  });
});
