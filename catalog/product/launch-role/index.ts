/**
 * Statements of a product's launch role, and those that several products need, a file for each service of AWS.
 */
export { ec2Resources, manageSecurityGroups, tagSecurityGroups } from './ec2';
export { manageClusters, manageServices, taskDefinitionsReason } from './ecs';
export { createLinkedRoles, type ManagedRoles, manageRoles, passRole, stackRoles } from './iam';
export { manageKeys } from './kms';
export { encryptVariables, manageEventSourceMappings } from './lambda';
export { manageLogGroups, stackLogGroups } from './logs';
export { manageBuckets } from './s3';
export { manageTopics } from './sns';
export { manageQueues } from './sqs';
export {
  type Action,
  type ArnPattern,
  checkLaunchRole,
  type LaunchRoleStatement,
  launchArn,
  stackNamed,
} from './statement';
