import {
  type EvaluationContext,
  type Json,
  parseTemplate,
  pseudoParameters,
  type Template,
} from '../../../catalog/template';

/** A template from the sections that a test is about; one topic stands for resources where none are given. */
export function templateOf(sections: Record<string, unknown>): Template {
  return parseTemplate(JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, ...sections }));
}

/** Answer of CloudFormation to a template made of these sections. */
export function refusalOf(sections: Record<string, unknown>): string {
  try {
    templateOf(sections);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'accepted';
}

/** A context that knows nothing but where it is. */
export function contextOf(parts: Partial<EvaluationContext> = {}): EvaluationContext {
  return {
    parameters: {},
    pseudo: pseudoParameters({ accountId: '123456789012', region: 'eu-west-1', stackName: 'demo' }),
    ...parts,
  };
}

/** The `Fn::` long form, for short expectations. */
export const fn = (name: string, argument: Json): Json => ({ [`Fn::${name}`]: argument });
export const ref = (id: Json): Json => ({ Ref: id });
