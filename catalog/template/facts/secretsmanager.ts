import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS Secrets Manager. */
export const secretsmanager: readonly Fact[] = [...holdsData('secret', 'AWS::SecretsManager::Secret')];
