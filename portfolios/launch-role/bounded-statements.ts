import type { Action, LaunchRoleStatement } from '../../catalog/product';

/**
 * Stage of bringing boundaries in.
 *
 * - `allowed`: launch roles may set the boundary and take it off again, so that an update to the first release that sets it
 *   can be rolled back; roles without it may still be made, by earlier releases.
 * - `required`: no role comes to be, or gets a policy, without it.
 */
export type BoundaryStage = 'allowed' | 'required';

const OPENED: readonly Action[] = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'];

/**
 * Statements of a launch role at a stage. Products write theirs as they are once the boundary is required; while it is only
 * allowed, what asks for it is opened.
 */
export function atStage(statements: readonly LaunchRoleStatement[], stage: BoundaryStage): LaunchRoleStatement[] {
  if (stage === 'required') return [...statements];
  return statements.flatMap((statement): LaunchRoleStatement[] => {
    if (!isBounded(statement)) return [statement];
    const { Condition: _condition, ...open } = statement;
    const opened = statement.Action.filter((action) => OPENED.includes(action));
    const kept = statement.Action.filter((action) => !OPENED.includes(action));
    return [
      { ...open, Sid: `${statement.Sid}Soon`, Action: [...opened, 'iam:DeleteRolePermissionsBoundary'] },
      { ...statement, Action: kept },
    ];
  });
}

function isBounded({ Condition }: LaunchRoleStatement): boolean {
  return Condition?.StringEquals !== undefined && 'iam:PermissionsBoundary' in Condition.StringEquals;
}
