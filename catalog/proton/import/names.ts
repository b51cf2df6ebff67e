import { exportName } from '../../product/contract';
import type { TemplateKind } from '../bundle';
import type { Budget } from './budget';
import type { Input } from './read-schema';
import { Untranslatable } from './refusal';
import type { Value } from './value';

/** Scope of names in Jinja. */
export interface Scope {
  readonly kind: TemplateKind;
  readonly inputs: ReadonlyMap<string, Input>;
  /** Id of the product whose exports are the environment's outputs; undefined when nobody said. */
  readonly environment: string | undefined;
  /** Variables of `set` and of loops. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly budget: Budget;
  /** Told of every name of the environment or service that became a parameter. */
  named(parameter: 'ServiceName' | 'ServiceInstanceName'): void;
}

/** Namespaces of Proton that no product has a counterpart of, and why. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^service_instance\.components\b/, 'a component is a template that a developer attaches; a product has none'],
  [/^(component)\b/, 'a component is a template that a developer attaches; a product has none'],
  [/^(pipeline|service_instances)\b/, "a pipeline is no part of a product; the catalog's is the delivery product"],
  [/^service\.(repository|branch)/, "a service's repository belongs to its pipeline; a product has none"],
  [/^(proton)\b/, 'it belongs to provisioning by CodeBuild, which runs commands in place of a template'],
];

/** Value that a name of Proton, of the schema or of a variable stands for. */
export function lookUp(path: readonly (string | number)[], line: number, scope: Scope): Value {
  const [first = '', second, third, ...rest] = path;
  const variable = scope.variables.get(path.join('.'));
  if (variable) return variable;
  const text = path.join('.');
  const foreign = FOREIGN.find(([pattern]) => pattern.test(text));
  if (foreign) throw new Untranslatable(`${text}: ${foreign[1]}`, line);
  const own = scope.kind === 'environment' ? 'environment' : 'service_instance';
  if (second === 'inputs' && rest.length === 0 && third !== undefined) {
    const input = first === own ? scope.inputs.get(String(third)) : undefined;
    if (input) return { kind: 'input', input };
    throw new Untranslatable(`${text}: the schema has no such input`, line);
  }
  if (third === undefined) {
    if (text === 'environment.name') return { kind: 'function', json: { Ref: 'EnvironmentName' } };
    if (text === 'environment.account_id') return { kind: 'function', json: { Ref: 'AWS::AccountId' } };
    if (scope.kind === 'service' && text === 'service.name') return named('ServiceName', scope);
    if (scope.kind === 'service' && text === 'service_instance.name') return named('ServiceInstanceName', scope);
  }
  if (first === 'environment' && second === 'outputs' && third !== undefined && rest.length === 0) {
    return imported(String(third), line, scope);
  }
  throw new Untranslatable(`${text}: nothing of this name is known to Proton, or nothing that is text`, line);
}

function named(parameter: 'ServiceName' | 'ServiceInstanceName', scope: Scope): Value {
  scope.named(parameter);
  return { kind: 'function', json: { Ref: parameter } };
}

function imported(output: string, line: number, { kind, environment }: Scope): Value {
  if (kind === 'environment') {
    throw new Untranslatable(`environment.outputs.${output}: a template can't read its own outputs`, line);
  }
  if (environment === undefined) {
    const advice = 'say with --environment which product it is';
    throw new Untranslatable(`environment.outputs.${output}: nobody knows whose output this is; ${advice}`, line);
  }
  if (!/^[A-Za-z0-9]+$/.test(output)) {
    throw new Untranslatable(`environment.outputs.${output}: an output's name is letters and digits`, line);
  }
  const name = exportName(`\${EnvironmentName}`, environment, output);
  return { kind: 'function', json: { 'Fn::ImportValue': { 'Fn::Sub': name } } };
}
