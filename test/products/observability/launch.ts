import type { Json } from '../../../catalog/template';
import { observability } from '../../../products/observability/product';
import { launched } from '../../catalog/product/evaluated';

/** A resource of the tier as it would be launched. */
export interface Launched {
  readonly id: string;
  readonly properties: { readonly [name: string]: Json };
}

/** The tier as it would be launched, in `dev` unless the answers say otherwise; see `launched`. */
export function launchedTier(answers: Readonly<Record<string, string>> = {}) {
  const evaluated = launched(observability, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });
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

/** Answers with which all that can be watched is watched. */
export const everything: Readonly<Record<string, string>> = {
  SearchTier: 'yes',
  SearchNodes: '3',
  InterfaceEndpoints: 'yes',
  WatchCertificate: 'yes',
  TraceGroups: 'yes',
};

/** The ways to launch the tier that change what there is. */
export const shapes: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['of its own', {}],
  ['with search', { SearchTier: 'yes' }],
  ['with a base', { BaseEnvironment: 'shared' }],
  ['with all that can be watched', everything],
  ['with a base and search', { BaseEnvironment: 'shared', SearchTier: 'yes' }],
];
