import { type CfnCondition, CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CatalogError } from '../errors';
import {
  type Contract,
  type ContractOutputs,
  type ExportValues,
  exportName,
  type Imports,
  typeMarker,
} from './contract';

/**
 * Exports a value for every output of a contract, and the type marker.
 *
 * @throws `CatalogError` `missing-export` when an output has no value, or an empty list
 */
export function exportContract<Outputs extends ContractOutputs>(
  stack: Stack,
  contract: Contract<Outputs>,
  values: ExportValues<Outputs>,
): void {
  const scope = new Construct(stack, 'Exports');
  const publish = (id: string, output: string, description: string, value: string) => {
    const name = Fn.sub(exportName(`\${EnvironmentName}`, contract.product, output));
    new CfnOutput(scope, id, { description, value, exportName: name }).overrideLogicalId(id);
  };
  for (const [name, { description }] of Object.entries(contract.outputs)) {
    const value: string | readonly string[] = values[name] ?? [];
    if (value.length === 0) {
      throw new CatalogError(
        'missing-export',
        `${contract.product}: build must return a value for ${name}, got: ${JSON.stringify(values[name])}; none stands for nothing.`,
      );
    }
    publish(name, name, description, typeof value === 'string' ? value : value.join(','));
  }
  publish(
    'TypeMarker',
    typeMarker(`\${EnvironmentType}`),
    'Type of the environment; its export is imported by every product that attaches to this one.',
    Fn.ref('EnvironmentType'),
  );
}

/**
 * Reads another product's exports, and puts the import of its type marker into an output: without such an export, the
 * launch fails.
 *
 * @param environment name of the environment to read from; the stack's own by default
 * @param when holds when the other product is there, and what reads the values exists; always by default
 */
export function importContract<Outputs extends ContractOutputs>(
  stack: Stack,
  contract: Contract<Outputs>,
  environment?: string,
  when?: CfnCondition,
): Imports<Outputs> {
  const { product, outputs } = contract;
  const read = (output: string) =>
    environment === undefined
      ? Fn.importValue(Fn.sub(exportName(`\${EnvironmentName}`, product, output)))
      : Fn.importValue(Fn.sub(exportName(`\${From}`, product, output), { From: environment }));
  const marker = product.split('-').map(capitalize).join('');
  // cfn-lint advises against outputs that only pass an import on. This one is there for its import.
  stack.addMetadata('cfn-lint', { config: { ignore_checks: ['W6001'] } });
  new CfnOutput(stack, `${marker}TypeMarker`, {
    condition: when,
    description: `Type of the environment whose ${product} this uses; always this environment's own type.`,
    value: read(typeMarker(`\${EnvironmentType}`)),
  });
  const values = Object.entries(outputs).map(([name, { kind }]) => [
    uncapitalize(name),
    kind === 'list' ? Fn.split(',', read(name)) : read(name),
  ]);
  return Object.fromEntries(values) as Imports<Outputs>;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function uncapitalize(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
