import type { Fact } from './fact';
import { atMost } from './refusals';

/** Facts about AWS Identity and Access Management. */
export const iam: readonly Fact[] = [
  atMost(128, {
    type: 'AWS::IAM::ManagedPolicy',
    property: 'ManagedPolicyName',
    words: 'Length Constraints: Minimum length of 1. Maximum length of 128.',
    page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html',
  }),
];
