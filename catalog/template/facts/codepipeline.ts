import type { Fact } from './fact';
import { atMost } from './refusals';

/** Facts about AWS CodePipeline. */
export const codepipeline: readonly Fact[] = [
  atMost(100, {
    type: 'AWS::CodePipeline::Pipeline',
    property: 'Name',
    words: 'Length Constraints: Minimum length of 1. Maximum length of 100.',
    page: 'https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html',
  }),
];
