import { element, textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import { xmlAnswer } from './buckets';
import { checkDigests } from './object-headers';
import { deleteOne } from './objects';
import { type S3Call, theBucket } from './s3-call';
import { s3Errors } from './s3-error';
import { childObjects, childText, readXml, type XmlObject } from './xml-body';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export function deleteObjects(call: S3Call): RestResponse {
  const bucket = theBucket(call, 's3:DeleteObject');
  checkDigests(call.request);
  const input = readXml(call.request.body, 'Delete');
  const objects = childObjects(input, 'Object');
  if (objects.length === 0 || objects.length > 1000) throw s3Errors.malformedXml();
  const deleted = objects.map((object) => {
    const key = childText(object, 'Key');
    if (!key) throw s3Errors.malformedXml();
    const versionId = childText(object, 'VersionId') || undefined;
    const gone = deleteOne(call, bucket, key, versionId);
    const marker = gone?.deleteMarker
      ? textElement('DeleteMarker', true) + textElement('DeleteMarkerVersionId', gone.versionId)
      : '';
    return element('Deleted', textElement('Key', key) + versionElement(object) + marker);
  });
  return xmlAnswer('DeleteResult', childText(input, 'Quiet') === 'true' ? '' : deleted.join(''));
}

function versionElement(object: XmlObject): string {
  const versionId = childText(object, 'VersionId');
  return versionId ? textElement('VersionId', versionId) : '';
}
