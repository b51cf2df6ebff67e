import { element, textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import { xmlAnswer } from './buckets';
import { checkDigests } from './object-headers';
import { deleteOne } from './objects';
import { type S3Call, theBucket, theOpenBucket } from './s3-call';
import { S3Error, s3Errors } from './s3-error';
import { childObjects, childText, readXml, type XmlObject } from './xml-body';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: a key that the caller may not delete is an error of its own. */
export function deleteObjects(call: S3Call): RestResponse {
  const bucket = theOpenBucket(call);
  checkDigests(call.request);
  const input = readXml(call.request.body, 'Delete');
  const objects = childObjects(input, 'Object');
  if (objects.length === 0 || objects.length > 1000) throw s3Errors.malformedXml();
  const deleted = objects.map((object) => {
    const key = childText(object, 'Key');
    if (!key) throw s3Errors.malformedXml();
    const versionId = childText(object, 'VersionId') || undefined;
    const refusal = keyRefusal({ ...call, key }, versionId);
    if (refusal) {
      const why = textElement('Code', refusal.code) + textElement('Message', refusal.message);
      return element('Error', textElement('Key', key) + versionElement(object) + why);
    }
    const gone = deleteOne(call, bucket, key, versionId);
    const marker = gone?.deleteMarker
      ? textElement('DeleteMarker', true) + textElement('DeleteMarkerVersionId', gone.versionId)
      : '';
    return element('Deleted', textElement('Key', key) + versionElement(object) + marker);
  });
  return xmlAnswer(
    'DeleteResult',
    childText(input, 'Quiet') === 'true'
      ? deleted.filter((each) => each.startsWith('<Error>')).join('')
      : deleted.join(''),
  );
}

function keyRefusal(call: S3Call, versionId: string | undefined): S3Error | undefined {
  try {
    theBucket(call, versionId ? 's3:DeleteObjectVersion' : 's3:DeleteObject', versionId);
    return undefined;
  } catch (error) {
    if (error instanceof S3Error) return error;
    throw error;
  }
}

function versionElement(object: XmlObject): string {
  const versionId = childText(object, 'VersionId');
  return versionId ? textElement('VersionId', versionId) : '';
}
