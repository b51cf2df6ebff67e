import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS Private Certificate Authority. */
export const acmpca: readonly Fact[] = [...holdsData('certificate authority', 'AWS::ACMPCA::CertificateAuthority')];
