import type { Product } from '../../../catalog/product';
import { synthesizeProduct } from '../../../catalog/product';
import {
  type EvaluatedTemplate,
  evaluateTemplate,
  type Json,
  pseudoParameters,
  resolveParameters,
  type Template,
} from '../../../catalog/template';
import { appContract } from '../../../products/app/contract';
import { dataContract } from '../../../products/data/contract';
import { networkContract } from '../../../products/network/contract';
import { observability } from '../../../products/observability/product';
import { searchContract } from '../../../products/search/contract';

const pseudo = pseudoParameters({
  accountId: '111122223333',
  region: 'eu-central-1',
  stackName: 'SC-111122223333-pp-abcdefghijklm',
});
const contracts: Readonly<Record<string, Product['contract']>> = {
  network: networkContract,
  data: dataContract,
  app: appContract,
  search: searchContract,
};
let template: Template | undefined;

/** A resource of the tier as it would be launched. */
export interface Launched {
  readonly id: string;
  readonly properties: { readonly [name: string]: Json };
}

/**
 * The tier as it would be launched, in `dev` unless the answers say otherwise. An import reads as the name of the
 * export, an imported list as three of them, numbered from 1; a reference as the logical id.
 */
export function launchedTier(answers: Readonly<Record<string, string>> = {}) {
  template ??= synthesizeProduct(observability).template;
  const evaluated: EvaluatedTemplate = evaluateTemplate(template, {
    parameters: resolveParameters(template, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers }),
    pseudo,
    availabilityZones: () => [],
    importValue(name) {
      const [, , product = '', output = ''] = name.split(':');
      const isList = contracts[product]?.outputs[output]?.kind === 'list';
      return isList ? [1, 2, 3].map((index) => `${name}${index}`).join(',') : name;
    },
    reference: (id, attribute) => (attribute === undefined ? id : `${id}.${attribute}`),
  });
  return {
    ...evaluated,
    /** The resources of a type. */
    ofType: (type: string): Launched[] =>
      Object.entries(evaluated.resources)
        .filter(([, resource]) => resource.type === type)
        .map(([id, { properties }]) => ({ id, properties })),
    properties: (id: string) => evaluated.resources[id]?.properties,
  };
}

/** The ways to launch the tier that change what there is. */
export const shapes: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['of its own', {}],
  ['with search', { SearchTier: 'yes' }],
  ['with a base', { BaseEnvironment: 'shared' }],
  ['with a base and search', { BaseEnvironment: 'shared', SearchTier: 'yes' }],
];
