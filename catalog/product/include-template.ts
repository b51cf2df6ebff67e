import { readFileSync } from 'node:fs';
import { CfnMapping, CfnOutput, type CfnParameter, Fn, type Stack, Token } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct } from 'constructs';
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
  const { Parameters = {}, Mappings = {}, Outputs = {} } = parseTemplate(readFileSync(file, 'utf8'));
  const parameters = Object.keys(Parameters).map((name) => [name, stack.parameters[name]?.value]);
  const included = new CfnInclude(stack, 'Template', {
    templateFile: file,
    parameters: Object.fromEntries(parameters),
  });
  // The stack makes these itself: outputs of the contract are exports, and mappings are said to be meant as they are.
  for (const { node } of included.node.findAll().filter(isRemade)) node.scope?.node.tryRemoveChild(node.id);
  const own = new Construct(stack, 'Included');
  for (const [name, mapping] of Object.entries(Mappings)) {
    new CfnMapping(own, `${name}Mapping`, { mapping, lazy: false }).overrideLogicalId(name);
  }
  const values: Record<string, string> = {};
  for (const [name, { Value, Description, Condition }] of Object.entries(Outputs)) {
    const value = asToken(Value);
    if (Object.hasOwn(contract.outputs, name)) {
      values[name] = Condition === undefined ? value : Fn.conditionIf(Condition, value, 'none').toString();
      continue;
    }
    const condition = Condition === undefined ? undefined : included.getCondition(Condition);
    new CfnOutput(own, `${name}Output`, { description: Description, value, condition }).overrideLogicalId(name);
  }
  return values as unknown as ExportValues<Outputs>;
}

function isRemade(construct: unknown): boolean {
  return construct instanceof CfnOutput || construct instanceof CfnMapping;
}

function asToken(value: Json): string {
  return typeof value === 'string' ? value : Token.asString(value);
}
