import { renewed } from './conditions';
import type { Fact } from './fact';
import { cuts, holdsData } from './families';

/** Facts about AWS Secrets Manager. */
export const secretsmanager: readonly Fact[] = [
  ...holdsData('secret', 'AWS::SecretsManager::Secret'),
  cuts(
    'AWS::SecretsManager::Secret',
    'GenerateSecretString',
    renewed,
    'the value in use, in whose place AWS generates another one (the old one stays for a while as AWSPREVIOUS)',
    { words: 'When you make a change to this property, a new secret version is created.' },
  ),
];
