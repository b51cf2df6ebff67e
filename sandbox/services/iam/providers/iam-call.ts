import * as model from '@aws-sdk/client-iam';
import type { Json } from '../../../../catalog/template';
import { inputChecker } from '../../../http/protocol/checked-input';
import type { ResourceRequest } from '../../../kernel/resource';
import type { Work } from '../../../kernel/work';
import { type IamCall, noSuchEntity } from '../lookup';

/** Checks an input as IAM's API does. @throws AwsError `ValidationError`. */
export const checkInput = inputChecker('iam', model, 'ValidationError');

/** The call that a provider makes for its stack. */
export function iamCall({ accountId }: ResourceRequest, { db, now }: Work): IamCall {
  return { db, now, accountId };
}

/** A policy document as the API takes it: text. A template may give it as text already. */
export function policyText(document: Json | undefined): string {
  return typeof document === 'string' ? document : JSON.stringify(document ?? null);
}

/**
 * Refuses users and groups, of which the sandbox has none.
 *
 * @throws AwsError `NoSuchEntity`.
 */
export function refuseUsersAndGroups(users: readonly string[], groups: readonly string[]): void {
  if (users[0] !== undefined) throw noSuchEntity(`The user with name ${users[0]} cannot be found.`);
  if (groups[0] !== undefined) throw noSuchEntity(`The group with name ${groups[0]} cannot be found.`);
}
