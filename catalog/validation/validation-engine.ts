import type { Engine, TemplateFile } from '@aws/cloudformation-validate';

type Validate = typeof import('@aws/cloudformation-validate');

let loaded: Validate | undefined;
let engine: Engine | undefined;

/** The validator's module: nine megabytes of WebAssembly, so it is loaded by whoever first validates something. */
function load(): Validate {
  loaded ??= require('@aws/cloudformation-validate') as Validate;
  return loaded;
}

/** AWS's rules and schemas together. One engine serves the whole process; starting it takes a second or two. */
export function ruleEngine(): Engine {
  engine ??= new (load().RegoEngine)();
  return engine;
}

/** Hands text to the validator, which otherwise reads files. */
export function templateText(text: string): TemplateFile {
  const { TemplateFile } = load();
  const bytes = new TextEncoder().encode(text);
  return Object.assign(new TemplateFile('template'), { readBytes: () => bytes });
}
