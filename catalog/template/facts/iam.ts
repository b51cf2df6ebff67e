import type { Fact } from './fact';
import { reference } from './families';
import { twice } from './list-conditions';
import { atMost, refusedWhile } from './refusals';

/** Facts about AWS Identity and Access Management. */
export const iam: readonly Fact[] = [
  atMost(128, {
    type: 'AWS::IAM::ManagedPolicy',
    property: 'ManagedPolicyName',
    words: 'Length Constraints: Minimum length of 1. Maximum length of 128.',
    page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html',
  }),
  ...['Group', 'Role', 'User'].map((kind) =>
    refusedWhile(
      {
        type: `AWS::IAM::${kind}`,
        property: 'Policies',
        words: "If you don't choose unique names, updates to the IAM identity will fail.",
        page: reference('aws-properties-iam-group-policy'),
      },
      twice('Policies', 'PolicyName'),
      'AWS refuses two policies of one name: give each a name of its own.',
    ),
  ),
];
