import { search } from '../../../products/search/product';
import { launched } from '../../catalog/product/evaluated';

/** The search tier as it would be launched with these answers; dev, unless they say otherwise. */
export function launch(answers: Readonly<Record<string, string>> = {}) {
  const template = launched(search, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });
  return {
    ...template,
    /** Logical ids and properties of the resources of a type. */
    ofType: (type: string) =>
      Object.entries(template.resources)
        .filter(([, resource]) => resource.type === type)
        .map(([id, { properties }]) => ({ id, properties })),
    /** Properties of one resource; empty when it isn't there. */
    properties: (id: string) => template.resources[id]?.properties ?? {},
    output: (name: string) => template.outputs[name]?.value,
  };
}

/** The statements of a role's own policy. */
export function statementsOf({ Policies }: Readonly<Record<string, unknown>>): readonly Statement[] {
  const policies = Policies as readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** A statement as a template writes it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
