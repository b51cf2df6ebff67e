import { AwsError } from '../../aws-error';
import { element, textElement } from '../../protocol/xml';
import type { RestService } from '../../service';

export { type ObjectAt, objectAt } from './state';
export { type ObjectLocation, objectLocation, type TemplateAt, templateAt } from './template-at';

/** Amazon S3, addressed by path. */
export const s3: RestService = {
  signingName: 's3',
  protocol: 'rest-xml',
  handle() {
    throw new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', 501);
  },
  fail({ code, message, status }, request, requestId) {
    const content = textElement('Code', code) + textElement('Message', message) + textElement('Resource', request.path);
    const body = element('Error', content + textElement('RequestId', requestId));
    return { status: status ?? 400, headers: { 'content-type': 'application/xml' }, body };
  },
};
