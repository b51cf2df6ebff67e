import type { PolicyDocument } from '../../../catalog/permissions';
import { publishing } from '../../../products/publishing/product';
import { launched } from '../../catalog/product/evaluated';

/** Answers that make the pipeline. */
export const pipeline = { CatalogRepository: 'bellyfed/service-catalog', NotificationEmail: 'platform@example.com' };

/** Publishing as it would be launched with these answers; in dev, unless they say otherwise. */
export function launch(answers: Readonly<Record<string, string>> = {}) {
  return launched(publishing, { EnvironmentName: 'catalog', EnvironmentType: 'dev', ...answers });
}

/** Properties of one resource of such a launch; empty when the resource isn't there. */
export function properties(logicalId: string, answers: Readonly<Record<string, string>> = pipeline) {
  return launch(answers).resources[logicalId]?.properties ?? {};
}

/** Policy of a role, to ask what it allows. */
export function policyOf(roleId: string, answers: Readonly<Record<string, string>> = pipeline): PolicyDocument {
  const { Policies } = properties(roleId, answers);
  const [policy] = Policies as unknown as { readonly PolicyDocument: PolicyDocument }[];
  if (policy === undefined) throw new Error(`${roleId} has no policy.`);
  return policy.PolicyDocument;
}
