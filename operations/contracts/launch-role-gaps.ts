import { allowsAction, allowsUnscoped, type PolicyDocument, requiredActions } from '../../catalog/permissions';
import type { Template } from '../../catalog/template';

/** Text of statements as the stack that makes the role fills it in, in one account. */
export function filled(text: string): string {
  return text.replaceAll(`\${AWS::Partition}`, 'aws').replaceAll(`\${AWS::AccountId}`, '111122223333');
}

/** Actions that a template's resources ask of the launch role and don't get, as `Vpc: ec2:CreateVpc`. */
export function missingIn(template: Template, policy: PolicyDocument): string[] {
  return requiredIn(template).flatMap(({ id, required }) =>
    (required?.all ?? []).filter((action) => !allowsAction([policy], action)).map((action) => `${id}: ${action}`),
  );
}

/** Actions that the launch role may do on some resources only, and AWS asks for on `*`. */
export function tooNarrowIn(template: Template, policy: PolicyDocument): string[] {
  return requiredIn(template).flatMap(({ id, required }) =>
    (required?.unscoped ?? [])
      .filter((action) => !allowsUnscoped([policy], action))
      .map((action) => `${id}: ${action} must be allowed on *`),
  );
}

function requiredIn({ Resources }: Template) {
  return Object.entries(Resources).map(([id, { Type, Properties }]) => ({
    id,
    required: requiredActions(Type, Properties),
  }));
}
