import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS CodeArtifact. */
export const codeartifact: readonly Fact[] = [
  ...holdsData('repository', 'AWS::CodeArtifact::Domain', 'AWS::CodeArtifact::Repository'),
];
