import { Aws } from 'aws-cdk-lib';
import type { Template } from '../template';
import type { ArnPattern } from './launch-role/statement';

/**
 * Boundaries of the roles that products make: managed policies of the account stack, by what the product is for.
 *
 * - `workload`: what runs in an environment, or builds and deploys it.
 * - `publishing`: what publishes the catalog itself, and so may take on CDK's bootstrap roles.
 */
export const PERMISSIONS_BOUNDARIES = {
  workload: 'BellyfedBoundary',
  publishing: 'BellyfedPublishingBoundary',
} as const;

/** Purpose of a product, by which its roles are bounded. */
export type BoundaryPurpose = keyof typeof PERMISSIONS_BOUNDARIES;

/** ARN of a boundary, as launch role statements name it. */
export function boundaryPattern(purpose: BoundaryPurpose): ArnPattern {
  return `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${PERMISSIONS_BOUNDARIES[purpose]}`;
}

/** ARN of a boundary in the account of a stack. */
export function boundaryArn(purpose: BoundaryPurpose): string {
  return boundaryPattern(purpose)
    .replace(`\${AWS::Partition}`, Aws.PARTITION)
    .replace(`\${AWS::AccountId}`, Aws.ACCOUNT_ID);
}

/** Logical ids of the roles of a template that have no permissions boundary. */
export function unboundedRoles({ Resources }: Pick<Template, 'Resources'>): string[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
    Type === 'AWS::IAM::Role' && Properties?.PermissionsBoundary === undefined ? [id] : [],
  );
}

/** Names of the boundaries that the roles of a template have. */
export function boundariesIn({ Resources }: Pick<Template, 'Resources'>): string[] {
  const roles = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
  const text = JSON.stringify(roles.map(({ Properties }) => Properties?.PermissionsBoundary ?? null));
  return Object.values(PERMISSIONS_BOUNDARIES).filter((name) => text.includes(`:policy/${name}"`));
}
