import { network } from '../../../products/network/product';
import { launched } from '../../catalog/product/evaluated';

/** The network as it would be launched, in `dev` unless the answers say otherwise. */
export function launchedNetwork(answers: Readonly<Record<string, string>> = {}) {
  const template = launched(network, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });
  return {
    ...template,
    /** The resources of a type: logical ids and properties. */
    ofType: (type: string) =>
      Object.entries(template.resources)
        .filter(([, resource]) => resource.type === type)
        .map(([id, { properties }]) => ({ id, properties })),
    properties: (id: string) => template.resources[id]?.properties,
    output: (name: string) => template.outputs[name]?.value,
  };
}
