import { element, textElement } from '../../http/protocol/xml';
import type { RestResponse } from '../../kernel/service';
import { xmlAnswer } from './buckets';
import { checkedTags } from './object-headers';
import { changeVersion } from './object-store';
import { existingObject } from './objects';
import { type S3Call, theBucket } from './s3-call';
import { s3Errors } from './s3-error';
import { childObjects, childText, readXml } from './xml-body';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html, PutObjectTagging and DeleteObjectTagging */
export function objectTagging(call: S3Call): RestResponse {
  const { method, query } = call.request;
  const verbs: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' };
  const verb = verbs[method];
  if (!verb) throw s3Errors.methodNotAllowed(method);
  const versionId = query.get('versionId') ?? undefined;
  const bucket = theBucket(call, `s3:${verb}Object${versionId ? 'Version' : ''}Tagging`, versionId);
  const object = existingObject(call, bucket, versionId);
  if (method === 'GET') {
    const tags = Object.entries(object.tags).map(([key, value]) =>
      element('Tag', textElement('Key', key) + textElement('Value', value)),
    );
    return xmlAnswer('Tagging', element('TagSet', tags.join('')));
  }
  changeVersion(call.db, bucket.name, { ...object, tags: method === 'PUT' ? readTags(call) : {} });
  return { status: method === 'PUT' ? 200 : 204 };
}

function readTags(call: S3Call): Record<string, string> {
  const [set] = childObjects(readXml(call.request.body, 'Tagging'), 'TagSet');
  const tags = set ? childObjects(set, 'Tag') : [];
  return checkedTags(tags.map((tag) => [childText(tag, 'Key') ?? '', childText(tag, 'Value') ?? ''] as const));
}
