import type { Fact } from './fact';
import { pageOf, updates } from './families';

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
  {
    type: 'AWS::CloudFormation::Stack',
    on: 'update',
    property: 'TemplateURL',
    effect: 'nested content',
    words:
      'Whether an update causes interruptions depends on the resources that are being updated. An update never causes a nested stack to be replaced.',
    page: pageOf('AWS::CloudFormation::Stack'),
    readers: ['comparison'],
  },
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
