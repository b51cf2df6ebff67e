import type { RecordError, RecordOutput } from '@aws-sdk/client-service-catalog';
import { resourceTypeRow } from '../../../../catalog/permissions';
import type { Work } from '../../../kernel/work';
import { newestReason, type StackRecord, stackResources } from '../../cloudformation';
import { findRole, unjudgedPolicies } from '../../iam';

/** Outputs of a record whose stack came about: the stack's own, and its ARN. */
export function stackOutputs(stack: StackRecord | undefined): RecordOutput[] {
  if (!stack) return [];
  const own = stack.outputs.map(({ key, value, description }) => ({
    OutputKey: key,
    OutputValue: value,
    Description: description,
  }));
  const arn: RecordOutput = {
    OutputKey: 'CloudformationStackARN',
    OutputValue: stack.id,
    Description: 'The ARN of the launched Cloudformation Stack',
  };
  return [...own, arn];
}

/** Why a stack operation failed: the reason of the stack's newest event that has one. */
export function stackFailure(stack: StackRecord, { db }: Work): string {
  return (newestReason(db, stack) ?? `Stack ${stack.id} is in ${stack.status}`).trim();
}

/**
 * Notes on what the sandbox couldn't judge of a launch role, so that nobody takes a launch here for a proof: resource
 * types that `catalog/permissions` has no row for, and AWS managed policies whose text it doesn't hold.
 */
export function unjudged(
  stack: StackRecord | undefined,
  launchRoleArn: string | undefined,
  { db }: Work,
): RecordError[] {
  if (!stack || launchRoleArn === undefined) return [];
  const role = findRole(db, launchRoleArn.split(':')[4] ?? '', launchRoleArn.split('/').at(-1) ?? '');
  const policies = role ? unjudgedPolicies(db, role) : [];
  const types = new Set(stackResources(db, stack.uuid).map(({ type }) => type));
  const unknown = [...types].filter((type) => resourceTypeRow(type) === undefined);
  return [
    ...unknown.map((type) => note(`what ${type} asks of a launch role`)),
    ...policies.map((arn) => note(`what ${arn} allows`)),
  ];
}

function note(what: string): RecordError {
  return { Code: 'NotJudgedBySandbox', Description: `The sandbox doesn't know ${what}, and has not checked it.` };
}
