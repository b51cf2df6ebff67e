import { CatalogError } from '../../catalog/errors';
import { type EvaluatedTemplate, exclusions, own } from '../../catalog/template';

/**
 * Refuses an update that would make a resource beside one that excludes it: CloudFormation deletes what goes only after it
 * has made what comes.
 *
 * @throws `CatalogError` `excluded-resource`
 */
export function refuseExcluded(name: string, then: EvaluatedTemplate, now: EvaluatedTemplate): void {
  const isIn = (template: EvaluatedTemplate, id: string) => own(template.resources, id) !== undefined;
  const comes = Object.entries(now.resources).filter(([id]) => !isIn(then, id));
  const goes = Object.entries(then.resources).filter(([id]) => !isIn(now, id));
  for (const [id, made] of comes) {
    for (const [other, there] of goes.filter(([, { type }]) => type === made.type)) {
      const [fact] = exclusions('upgrades', made.type, made, there);
      if (fact === undefined) continue;
      const message = `${name}: AWS would refuse ${id} (${made.type}) as long as ${other} is there. ${fact.advice}`;
      throw new CatalogError('excluded-resource', message);
    }
  }
}
