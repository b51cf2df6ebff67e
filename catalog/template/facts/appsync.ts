import type { Fact } from './fact';
import { updates } from './families';

/** Facts about AWS AppSync. */
export const appsync: readonly Fact[] = [
  ...updates('AWS::AppSync::GraphQLApi', 'refused', ['Visibility'], {
    page: 'https://docs.aws.amazon.com/appsync/latest/APIReference/API_GraphqlApi.html',
    words: 'This value cannot be changed once the API has been created.',
  }),
];
