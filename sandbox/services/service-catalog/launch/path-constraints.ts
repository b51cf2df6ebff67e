import type { TemplateRule } from '../../../../catalog/template';
import { findRole } from '../../iam';
import { parametersOf } from '../catalog/constraint-parameters';
import { constraintsInForce } from '../catalog/constraints';
import type { ConstraintRow } from '../catalog/state';
import type { CatalogCall } from '../catalog-call';
import type { LaunchPath } from './launch-paths';

/** Constraints of a product in a portfolio, as a launch takes them. */
export interface PathConstraints {
  /** The role that Service Catalog acts as, in the launching account. */
  readonly launchRoleArn?: string;
  /** Topics that are told of the stack's events. */
  readonly notificationArns: readonly string[];
  /** Template constraints' rules, each named after its constraint too, so that none stands in for another. */
  readonly rules: Readonly<Record<string, TemplateRule>>;
  /** Whether users may change tags; absent where no constraint says so, which means that they may not. */
  readonly tagUpdates?: 'ALLOWED' | 'NOT_ALLOWED';
  /** The product is launched as a stack set. */
  readonly stackSet: boolean;
}

/** The constraints on a way to a product, as they apply in the caller's account. */
export function pathConstraints(call: CatalogCall, { portfolio, productId }: LaunchPath): PathConstraints {
  const rows = constraintsInForce(call, portfolio.id, productId);
  const read = rows.map((row) => ({ row, parameters: parametersOf(row) }));
  const rules: Record<string, TemplateRule> = {};
  const notificationArns: string[] = [];
  let launchRoleArn: string | undefined;
  let tagUpdates: PathConstraints['tagUpdates'];
  for (const { row, parameters } of read) {
    switch (parameters.type) {
      case 'LAUNCH':
        launchRoleArn = parameters.roleArn ?? localRoleArn(call, parameters.localRoleName ?? '');
        break;
      case 'NOTIFICATION':
        notificationArns.push(...parameters.notificationArns);
        break;
      case 'TEMPLATE':
        for (const [name, rule] of Object.entries(parameters.rules)) rules[ruleName(row, name)] = rule;
        break;
      case 'RESOURCE_UPDATE':
        tagUpdates = parameters.tagUpdates;
        break;
      case 'STACKSET':
        break;
    }
  }
  return { launchRoleArn, notificationArns, rules, tagUpdates, stackSet: rows.some(({ type }) => type === 'STACKSET') };
}

/** The role of that name in the launching account; where it has none, the ARN that it would have. */
function localRoleArn({ db, accountId }: CatalogCall, name: string): string {
  return findRole(db, accountId, name)?.arn ?? `arn:aws:iam::${accountId}:role/${name}`;
}

function ruleName({ id }: ConstraintRow, name: string): string {
  return `${name}-${id}`;
}
