import { app } from '../../../products/app/product';
import { launched, refusals } from '../../catalog/product/evaluated';

type Answers = Readonly<Record<string, string>>;

const basics: Answers = { EnvironmentName: 'one', EnvironmentType: 'dev' };

/** Answers that staging and prod ask for beyond name and type. */
export const domain: Answers = { UseDomain: 'yes' };

/** The app tier as it would be launched, in `dev` unless the answers say otherwise. */
export function launch(answers: Answers = {}) {
  const template = launched(app, { ...basics, ...answers });
  return {
    ...template,
    /** The resources of a type: logical ids and properties. */
    ofType: (type: string) =>
      Object.entries(template.resources)
        .filter(([, resource]) => resource.type === type)
        .map(([id, { properties }]) => ({ id, properties })),
    /** The properties of one resource; empty when it isn't there. */
    properties: (id: string) => template.resources[id]?.properties ?? {},
    output: (name: string) => template.outputs[name]?.value,
    /** Text of what is made and shown, to look for what is mentioned in it. */
    text: JSON.stringify([template.resources, template.outputs]),
  };
}

/** Refusals that the rules of the form hold against these answers. */
export function refused(answers: Answers): string[] {
  return refusals(app, { ...basics, ...answers });
}
