import { readFileSync } from 'node:fs';
import { CfnOutput, type CfnParameter, Fn, type Stack, Token } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { type Json, parseTemplate } from '../template';
import type { Contract, ContractOutputs, ExportValues } from './contract';

/** The stack of a product, as far as it matters to a template that is included in it. */
type IncludingStack = Stack & { readonly parameters: Readonly<Record<string, CfnParameter>> };

/**
 * Builds a product of a template that is there already: its resources, conditions and mappings under their own names,
 * tagged like those of any product. Its parameters are the product's own, of the same names.
 *
 * @param file absolute path of the template, JSON or YAML
 * @param contract outputs of the template that are exported; all others are shown to people only
 * @returns the values of the contract's outputs; `none` where an output's condition doesn't hold
 */
export function includeTemplate<Outputs extends ContractOutputs>(
  stack: IncludingStack,
  file: string,
  contract: Contract<Outputs>,
): ExportValues<Outputs> {
  const { Parameters = {}, Outputs = {} } = parseTemplate(readFileSync(file, 'utf8'));
  const parameters = Object.keys(Parameters).map((name) => [name, stack.parameters[name]?.value]);
  const included = new CfnInclude(stack, 'Template', {
    templateFile: file,
    parameters: Object.fromEntries(parameters),
  });
  const values: Record<string, string> = {};
  for (const [name, { Value, Description, Condition }] of Object.entries(Outputs)) {
    included.node.tryRemoveChild(name);
    included.node.tryFindChild('$Outputs')?.node.tryRemoveChild(name);
    const value = asToken(Value);
    if (Object.hasOwn(contract.outputs, name)) {
      values[name] = Condition === undefined ? value : Fn.conditionIf(Condition, value, 'none').toString();
      continue;
    }
    const condition = Condition === undefined ? undefined : included.getCondition(Condition);
    new CfnOutput(stack, name, { description: Description, value, condition });
  }
  return values as unknown as ExportValues<Outputs>;
}

function asToken(value: Json): string {
  return typeof value === 'string' ? value : Token.asString(value);
}
