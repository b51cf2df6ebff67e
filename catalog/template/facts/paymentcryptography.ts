import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS Payment Cryptography. */
export const paymentcryptography: readonly Fact[] = [...holdsData('key', 'AWS::PaymentCryptography::Key')];
