import {
  checkResourceTypes,
  dependencyGraph,
  type EvaluatedTemplate,
  type EvaluationContext,
  evaluateTemplate,
  expandLanguageExtensions,
  isHostedTransform,
  isNoEcho,
  pseudoParameters,
  resolveParameters,
  ruleProblems,
  type Template,
  TemplateError,
  type TemplateRule,
  transformNames,
} from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import type { Work } from '../../../kernel/work';
import { parameterValue } from '../../ssm';
import { exportNameProblem } from '../exports';
import type { StackDefinition, StackParameter, StackScope } from '../state';
import { asValidationError, readTemplate, storeTemplate } from '../template-store';
import { missingCapabilities } from './capabilities';
import { staticContext } from './evaluation';
import type { StackRequestParameter } from './stack-request';

/** Definition that a stack is to get, before it is checked. */
export interface Intent {
  readonly scope: StackScope;
  readonly stackName: string;
  /** Absent before the stack exists. */
  readonly stackId?: string;
  readonly templateBody: string;
  readonly parameters: readonly StackRequestParameter[];
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string;
  readonly extraRules?: Readonly<Record<string, TemplateRule>>;
  /** Definition of the stack now. */
  readonly previous?: StackDefinition;
  readonly forChangeSet?: boolean;
}

/**
 * Makes every check that CloudFormation makes before it answers: template, parameters, rules, capabilities, and what
 * the functions say of parameters alone. Stores the template.
 *
 * @throws AwsError `ValidationError`, `InsufficientCapabilitiesException`.
 */
export function prepare(intent: Intent, work: Work): StackDefinition {
  const template = readTemplate(intent.templateBody);
  const values = asValidationError(() => resolve(template, intent, work));
  checkRules(template, intent, values);
  const missing = missingCapabilities(template, intent.capabilities, { forChangeSet: intent.forChangeSet ?? false });
  if (missing.length > 0) {
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${missing.join(', ')}]`);
  }
  const { notificationArns } = intent;
  const context = staticContext({ ...intent, definition: { values, notificationArns } });
  const body = asValidationError(() => processedBody(template, intent, context));
  asValidationError(() => checkWhole(evaluateTemplate(readTemplate(body), context)));
  return {
    template: storeTemplate(work.db, intent.templateBody),
    processed: storeTemplate(work.db, body),
    description: template.Description,
    parameters: shownParameters(template, intent, values),
    values,
    tags: intent.tags,
    capabilities: intent.capabilities,
    notificationArns,
    roleArn: intent.roleArn,
  };
}

/** Refuses what only the whole shows: a circle of dependencies, and exports without proper names. */
function checkWhole(evaluated: EvaluatedTemplate): void {
  dependencyGraph(evaluated);
  for (const { exportName } of Object.values(evaluated.outputs)) {
    const problem = typeof exportName === 'string' ? exportNameProblem(exportName) : undefined;
    if (problem !== undefined) throw new TemplateError(problem);
  }
}

/** The template's text once its transforms are applied. Of AWS's transforms the sandbox has the language extensions. */
function processedBody(template: Template, { templateBody }: Intent, context: EvaluationContext): string {
  if (template.Transform === undefined) return templateBody;
  const missing = transformNames(template.Transform).find((name) => name !== 'AWS::LanguageExtensions');
  if (missing !== undefined) throw new TemplateError(notExpanded(missing));
  const expanded = expandLanguageExtensions(template, context);
  checkResourceTypes(expanded);
  return JSON.stringify(expanded);
}

function notExpanded(name: string): string {
  if (!isHostedTransform(name)) return `No transform named ${name} found.`;
  return `The transform ${name} is hosted by AWS, and the sandbox doesn't expand it: give it the template that comes of it.`;
}

type Values = StackDefinition['values'];

function resolve(template: Template, intent: Intent, { db }: Work): Values {
  const given: Record<string, string> = {};
  const usePrevious = new Set<string>();
  for (const { key, value, usePrevious: keeps } of intent.parameters) {
    if (keeps && value) {
      throw new AwsError(
        'ValidationError',
        `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
      );
    }
    if (keeps) usePrevious.add(key);
    else given[key] = value ?? '';
  }
  const ssm = (name: string) => parameterValue(db, intent.scope, name)?.value;
  return resolveParameters(template, given, { previous: previousValues(intent), usePrevious, lookup: { ssm } });
}

function previousValues({ previous }: Intent): Record<string, string> | undefined {
  return previous && Object.fromEntries(previous.parameters.map(({ key, value }) => [key, value]));
}

/** Parameters as DescribeStacks shows them: what was given, with the value of an SSM parameter beside its name. */
function shownParameters(template: Template, intent: Intent, values: Values): StackParameter[] {
  const given = new Map(intent.parameters.map((parameter) => [parameter.key, parameter]));
  const previous = previousValues(intent) ?? {};
  return Object.entries(template.Parameters ?? {}).map(([key, parameter]) => {
    const { Type, Default } = parameter;
    const asked = given.get(key);
    const value = asked?.usePrevious ? previous[key] : asked?.value;
    const isSsm = Type.startsWith('AWS::SSM::Parameter::Value<');
    return {
      key,
      value: value ?? String(Default ?? ''),
      resolvedValue: isSsm ? [values[key] ?? ''].flat().join(',') : undefined,
      noEcho: isNoEcho(parameter) || undefined,
    };
  });
}

function checkRules(template: Template, intent: Intent, parameters: Values): void {
  const pseudo = pseudoParameters({ ...intent.scope, stackName: intent.stackName });
  const rules = { ...template.Rules, ...intent.extraRules };
  const problems = asValidationError(() => ruleProblems(rules, { parameters, template, pseudo }));
  if (problems.length > 0) throw new AwsError('ValidationError', `Rules validation failed: ${problems.join('; ')}`);
}
