import type { PolicyDocument, PolicyStatement } from '../../../catalog/permissions';
import { delivery } from '../../../products/delivery/product';
import { launched } from '../../catalog/product/evaluated';

/** Repositories of both pipelines, and the address that prod asks for. */
export const pipelines = {
  BackendRepository: 'bellyfed/platform',
  FrontendRepository: 'bellyfed/web',
  NotificationEmail: 'delivery@example.com',
};

/** A key of the region that the tests launch in. */
export const KeyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Delivery as it would be launched with these answers; dev, unless they say otherwise. */
export function launch(answers: Readonly<Record<string, string>> = {}) {
  return launched(delivery, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });
}

/** The properties of one resource of such a launch; empty when the resource isn't there. */
export function properties(logicalId: string, answers: Readonly<Record<string, string>> = {}) {
  return launch(answers).resources[logicalId]?.properties ?? {};
}

/** Logical ids of a type's resources. */
export function idsOf(type: string, answers: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(launch(answers).resources).flatMap(([id, resource]) => (resource.type === type ? id : []));
}

/** The statements of a role's only policy. */
export function statementsOf(roleId: string, answers: Readonly<Record<string, string>> = {}): PolicyStatement[] {
  const { Policies } = properties(roleId, answers);
  const [policy] = Policies as unknown as { readonly PolicyDocument: { readonly Statement: PolicyStatement[] } }[];
  return policy?.PolicyDocument.Statement ?? [];
}

/** The same as a policy, to ask what it allows. */
export function policyOf(roleId: string, answers: Readonly<Record<string, string>> = {}): PolicyDocument {
  return { Version: '2012-10-17', Statement: statementsOf(roleId, answers) };
}
