import type { DescribeProvisioningParametersCommandOutput } from '@aws-sdk/client-service-catalog';
import { pseudoParameters, type StackIdentity } from '../../catalog/template/pseudo-parameters';
import { type BrokenAssertion, brokenAssertions, parseTemplateConstraint } from '../../catalog/template/rules';
import { TemplateError } from '../../catalog/template/template-error';
import type { ParameterValues, TemplateParameter, TemplateRule } from '../../catalog/template/types';

/** Rules by name. Their names are Service Catalog's own and not those that a template could have. */
export type FormRules = Readonly<Record<string, TemplateRule>>;

/** Answers to a form that its rules are to judge. */
export interface JudgedAnswers {
  /** Questions of the form, by key. */
  readonly asked: Readonly<Record<string, Pick<TemplateParameter, 'Type' | 'Default'>>>;
  /** By key; a question that is left out takes its default. */
  readonly given: Readonly<Record<string, string>>;
  readonly place: Pick<StackIdentity, 'accountId' | 'region'>;
}

/**
 * The rules of a form, the template's and the portfolio's: one of its usage instructions, of the type `rules`. One that can't
 * be read is left to AWS.
 */
export function formRules({
  UsageInstructions = [],
}: Pick<DescribeProvisioningParametersCommandOutput, 'UsageInstructions'>): FormRules {
  const text = UsageInstructions.find(({ Type }) => Type === 'rules')?.Value ?? '{}';
  const rules: unknown = JSON.parse(text);
  const all = Object.entries(typeof rules === 'object' && rules !== null ? rules : {});
  return Object.fromEntries(
    all.flatMap(([name, rule]) => {
      const read = unlessTemplateError(() => parseTemplateConstraint(JSON.stringify({ Rule: rule })));
      return read?.Rule ? [[name, read.Rule]] : [];
    }),
  );
}

/**
 * Assertions of a form's rules that the answers break, as AWS would judge them at the launch. It runs in a page as well. A rule
 * that asks for what only AWS knows (`Fn::ValueOf`) is left to AWS, which judges all of them.
 */
export function brokenRules(rules: FormRules, { asked, given, place }: JudgedAnswers): BrokenAssertion[] {
  const parameters: Record<string, ParameterValues[string]> = {};
  for (const [key, { Type, Default }] of Object.entries(asked)) {
    const value = given[key] ?? `${Default ?? ''}`;
    parameters[key] = /^List<|^CommaDelimitedList$/.test(Type) ? value.split(',') : value;
  }
  const context = {
    parameters,
    template: { Parameters: { ...asked }, Resources: {} },
    pseudo: pseudoParameters({ ...place, stackName: 'launch' }),
  };
  return Object.entries(rules).flatMap(
    ([name, rule]) => unlessTemplateError(() => brokenAssertions({ [name]: rule }, context)) ?? [],
  );
}

function unlessTemplateError<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
