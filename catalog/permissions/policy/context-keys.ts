import { listOf, type PolicyDocument } from './document';
import { isAboutAction, statementsOf } from './statement';

/**
 * The condition keys that an action's decision may turn on: those in the conditions, and in the policy variables, of the
 * statements about it. As the policies spell them, each once.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextKeys(documents: readonly PolicyDocument[], action: string): string[] {
  const keys = statementsOf(documents)
    .filter(({ statement }) => isAboutAction(statement, action))
    .flatMap(({ statement, version }) => {
      const conditions = Object.values(statement.Condition ?? {});
      const values = conditions.flatMap((keysAndValues) => Object.values(keysAndValues).flatMap(listOf));
      const texts = [...listOf(statement.Resource), ...listOf(statement.NotResource), ...values.map(String)];
      const variables = version === '2012-10-17' ? texts.flatMap(variablesIn) : [];
      return [...conditions.flatMap((keysAndValues) => Object.keys(keysAndValues)), ...variables];
    });
  return [...new Map(keys.map((key) => [key.toLowerCase(), key])).values()];
}

/** The keys of a text's policy variables; `${*}`, `${?}` and `${$}` stand for themselves. */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{([^},]*)/g)].map(([, key = '']) => key.trim()).filter((key) => key.includes(':'));
}
