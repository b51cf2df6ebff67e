import { type LaunchRoleStatement, launchArn } from '../../catalog/product';

const ours = 'bellyfed-*';
const ec2 = (...types: string[]) => types.map((type) => launchArn('ec2', `${type}/*`));
const rds = (...types: string[]) => types.map((type) => launchArn('rds', `${type}:${ours}`));
const efs = (...types: string[]) => types.map((type) => launchArn('elasticfilesystem', `${type}/*`));

/** CloudFormation names what has no name after its stack, and Service Catalog's stacks are named `SC-<account>-pp-<id>`. */
const ownRoles = [launchArn('iam', 'role/SC-*', { region: '' })];
const serviceRoles = (...services: string[]) =>
  services.map((service) => launchArn('iam', `role/aws-service-role/${service}/*`, { region: '' }));
/** RDS writes names in lower case; so may CloudFormation, which names the final snapshot after the stack. */
const finalSnapshots = [launchArn('rds', 'cluster-snapshot:SC-*'), launchArn('rds', 'cluster-snapshot:sc-*')];
const vaults = [launchArn('backup', `backup-vault:${ours}`)];
const plans = [launchArn('backup', 'backup-plan:*')];
const tables = [launchArn('dynamodb', `table/${ours}`), launchArn('dynamodb', `table/${ours}/index/*`)];
const userPools = [launchArn('cognito-idp', 'userpool/*')];
const identityPools = [launchArn('cognito-identity', 'identitypool/*')];
const keys = [launchArn('kms', 'key/*')];

/** Not written yet. */
export const dataLaunchRole: readonly LaunchRoleStatement[] = [];
