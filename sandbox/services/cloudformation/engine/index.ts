/**
 * CloudFormation's engine, for whoever makes stacks: the API's operations and Service Catalog. Every function runs
 * inside the caller's transaction; what a stack then does is a job of its own.
 */
export { findStack, type StackOutput, type StackRecord, type StackScope } from '../state';
export { createStack } from './create-stack';
export { deleteStack } from './delete-stack';
export type { DeleteRequest, StackRequest, StackRequestParameter, UpdateRequest } from './request';
export { updateStack } from './update-stack';
