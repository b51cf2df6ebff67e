import type { Fact } from './fact';
import { holdsData } from './families';
import { renews } from './losses';

/** Facts about AWS Secrets Manager. */
export const secretsmanager: readonly Fact[] = [
  ...holdsData('secret', 'AWS::SecretsManager::Secret'),
  renews({
    ...{ type: 'AWS::SecretsManager::Secret', property: 'GenerateSecretString' },
    thing: 'the value in use, which stays for a while as AWSPREVIOUS',
    words: 'When you make a change to this property, a new secret version is created.',
  }),
];
