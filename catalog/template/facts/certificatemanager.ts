import type { Fact } from './fact';
import { atMost } from './refusals';

/** Facts about AWS Certificate Manager. */
export const certificatemanager: readonly Fact[] = [
  atMost(64, {
    type: 'AWS::CertificateManager::Certificate',
    property: 'DomainName',
    words:
      'The length of the domain name (technically, the Common Name) that you provide cannot exceed 64 octets (characters), including periods.',
    page: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html',
  }),
];
