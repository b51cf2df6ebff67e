import { launch } from '../launch';

/** Function as Lambda calls it. */
export type Handler = (event: object, context: object) => Promise<unknown>;

/**
 * Function of the template as Lambda loads it, code and variables: CommonJS, with nothing but the packages of its runtime.
 *
 * @param variables those of this machine, in the place of AWS's
 */
export function loadedFunction(id: string, variables: Readonly<Record<string, string>>): Handler {
  const { Code, Environment } = launch().properties(id) as {
    readonly Code: { readonly ZipFile: string };
    readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  };
  jest.replaceProperty(process, 'env', { ...process.env, ...Environment.Variables, ...variables });
  const module = { exports: {} as { handler: Handler } };
  new Function('module', 'exports', 'require', Code.ZipFile)(module, module.exports, require);
  return module.exports.handler;
}
