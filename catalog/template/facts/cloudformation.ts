import type { Fact } from './fact';
import { nested, pageOf, updates } from './families';

const STACK = {
  words:
    'Whether an update causes interruptions depends on the resources that are being updated. An update never causes a nested stack to be replaced.',
};
const STACK_SET = {
  words: 'Updates the StackSet and associated stack instances in the specified accounts and AWS Regions.',
  page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html',
};

/** Facts about AWS CloudFormation. */
export const cloudformation: readonly Fact[] = [
  ...updates('AWS::CloudFormation::CustomResource', 'refused', ['ServiceToken'], {
    words: "Updates aren't supported.",
  }),
  {
    // Whatever its function answers.
    type: 'AWS::CloudFormation::CustomResource',
    on: 'update',
    effect: 'new attribute',
    attribute: '*',
    page: pageOf('AWS::CloudFormation::CustomResource'),
    readers: ['comparison'],
  },
  ...nested('AWS::CloudFormation::Stack', 'another version', ['TemplateURL'], STACK),
  ...nested('AWS::CloudFormation::Stack', 'other answers', ['Parameters'], STACK),
  ...nested('AWS::CloudFormation::StackSet', 'another version', ['TemplateBody', 'TemplateURL'], STACK_SET),
  ...nested('AWS::CloudFormation::StackSet', 'other answers', ['Parameters'], STACK_SET),
  ...nested('AWS::CloudFormation::StackSet', 'other places', ['StackInstancesGroup'], {
    words: 'Deletes stack instances for the specified accounts, in the specified AWS Regions.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStackInstances.html',
  }),
  {
    // Whatever its template's outputs say.
    type: 'AWS::CloudFormation::Stack',
    on: 'update',
    effect: 'new attribute',
    attribute: '*',
    page: pageOf('AWS::CloudFormation::Stack'),
    readers: ['comparison'],
  },
];
