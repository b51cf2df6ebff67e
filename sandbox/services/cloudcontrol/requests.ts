import { randomUUID } from 'node:crypto';
import type * as model from '@aws-sdk/client-cloudcontrol';
import type { ProgressEvent } from '@aws-sdk/client-cloudcontrol';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { objectOf } from '../../kernel/properties';
import { findExisting } from '../cloudformation';
import { patched } from './json-patch';
import { checkType, notFound } from './resource-type';
import { clientTokens, type RequestRecord, requests, underWay } from './state';

/** Kind of the jobs that carry requests out. */
export const REQUEST_JOB = 'cloudcontrol/request';

/** Operations that create, update and delete resources, as requests. */
export const requestOperations = {
  /** https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_DeleteResource.html */
  DeleteResource(input, call) {
    const { TypeName: type = '', Identifier: identifier = '', ClientToken } = input;
    checkType(type);
    const asked = { operation: 'DELETE', type, identifier } as const;
    return { ProgressEvent: begin(call, ClientToken, JSON.stringify(asked), () => asked) };
  },

  /**
   * https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_UpdateResource.html
   *
   * The patch is applied to what the resource is now, so a resource must exist before its update begins.
   */
  UpdateResource(input, call) {
    const { TypeName: type = '', Identifier: identifier = '', PatchDocument = '', ClientToken } = input;
    checkType(type);
    const asked = JSON.stringify({ operation: 'UPDATE', type, identifier, PatchDocument });
    const progress = begin(call, ClientToken, asked, () => {
      const existing = findExisting(call.db, call, type, identifier);
      if (!existing) throw notFound(type, identifier, call.requestId);
      const properties = objectOf(patched({ ...existing.properties }, PatchDocument));
      return { operation: 'UPDATE', type, identifier, properties };
    });
    return { ProgressEvent: progress };
  },

  /** https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_GetResourceRequestStatus.html */
  GetResourceRequestStatus({ RequestToken = '' }, { db, accountId, region }) {
    const found = db.get(requests, [accountId, region, RequestToken]);
    if (!found) {
      throw new AwsError('RequestTokenNotFoundException', `Request with token ${RequestToken} was not found.`);
    }
    return { ProgressEvent: progressOf(found) };
  },
} satisfies Operations<typeof model>;

type Asked = Pick<RequestRecord, 'operation' | 'type' | 'identifier' | 'properties'>;

/** Notes a request and has it carried out; the same client token again answers the same request. */
function begin(call: Call, clientToken: string | undefined, asked: string, ask: () => Asked): ProgressEvent {
  const { db, accountId, region, now, parts } = call;
  const known = clientToken === undefined ? undefined : db.get(clientTokens, [accountId, region, clientToken]);
  const before = known && db.get(requests, [accountId, region, known.token]);
  if (before) {
    if (known.asked === asked) return progressOf(before);
    const message = `The client token ${clientToken} has already been used in another resource request.`;
    throw new AwsError('ClientTokenConflictException', message);
  }
  const wanted = ask();
  const place = [accountId, region, wanted.type, wanted.identifier];
  const other = db.get(underWay, place);
  if (other !== undefined) {
    const message = `Resource of type '${wanted.type}' with identifier '${wanted.identifier}' is under way in request ${other}.`;
    throw new AwsError('ConcurrentOperationException', message);
  }
  const token = randomUUID();
  const record: RequestRecord = { accountId, region, token, ...wanted, status: 'IN_PROGRESS', at: now };
  db.put(requests, [accountId, region, token], record);
  db.put(underWay, place, token);
  if (clientToken !== undefined) db.put(clientTokens, [accountId, region, clientToken], { asked, token });
  parts.jobs.enqueue(REQUEST_JOB, { accountId, region, token }, parts.faults.current.stackStepMs);
  return progressOf(record);
}

function progressOf({ operation, type, identifier, token, status, at, message, errorCode }: RequestRecord) {
  return {
    TypeName: type,
    Identifier: identifier,
    RequestToken: token,
    Operation: operation,
    OperationStatus: status,
    EventTime: at,
    StatusMessage: message,
    ErrorCode: errorCode,
  } satisfies ProgressEvent;
}
