import type { Product } from '../../catalog/product';
import { refusedCreations } from '../../catalog/template';
import type { Contract } from './contract';
import { everyPair, launched, templateOf } from './evaluated';

/** The longest environment name: `^[a-z][a-z0-9-]{1,20}$`. */
export const LONGEST = 'a12345678901234567890';

/** Creations that AWS refuses though its schemas allow them. */
export const creations: Contract = {
  subject: 'creations',
  rules: [
    {
      title: 'makes nothing that AWS refuses though its schema allows it, with the longest names that the form takes',
      advice: () => 'Do what the finding says, where the resource is made.',
      check: refusedIn,
    },
    {
      title: 'leaves the version of a database to its cluster',
      advice: () => 'Take EngineVersion off the instance: RDS refuses to change it by a member of a cluster.',
      check: (product) =>
        Object.entries(templateOf(product).Resources)
          .filter(
            ([, { Type, Properties = {} }]) => Type === 'AWS::RDS::DBInstance' && 'DBClusterIdentifier' in Properties,
          )
          .filter(([, { Properties = {} }]) => 'EngineVersion' in Properties)
          .map(([id]) => id),
    },
  ],
};

/** Creations that AWS would refuse, as `Queue: AWS refuses a QueueName …`. */
function refusedIn(product: Product): string[] {
  const found = new Set<string>();
  for (const answers of everyPair(product)) {
    const { resources } = launched(product, { ...answers, EnvironmentName: LONGEST });
    for (const [id, resource] of Object.entries(resources)) {
      for (const fact of refusedCreations('stacks', resource.type, resource)) {
        found.add(`${id}: ${fact.advice(resource, resource)}`);
      }
    }
  }
  return [...found];
}
