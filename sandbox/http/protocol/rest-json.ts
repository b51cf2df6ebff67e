import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import type { Modelled, Operation, RestRequest, RestResponse, RestService, RpcService } from '../../kernel/service';
import type { ServiceAccess } from '../../kernel/service-access';
import { readJson, writeJson } from './json';
import { type OperationModel, ServiceModel } from './model';
import { inputProblem } from './validate-input';

/** Parts of a REST JSON service; see `RpcService` for their meaning. */
export interface RestJsonParts {
  readonly signingName: string;
  readonly validationCode: string;
  readonly access?: ServiceAccess;
  readonly looks?: RestService['looks'];
}

/** A service that finds its operations by method and path, and answers JSON: the requests' parts as the SDK's schemas bind them. */
export function restJsonService<Model extends RpcService['model'], Given extends Operations<Model>>({
  signingName,
  model,
  operations,
  validationCode,
  access,
  looks,
}: RestJsonParts & Modelled<Model, Given>): RestService {
  const service = new ServiceModel(model);
  const byName: Readonly<Record<string, Operation>> = operations;
  const routes = Object.entries(byName).map(([name, run]) => {
    const operation = service.operation(name);
    if (!operation?.http) throw new Error(`${signingName} has no operation ${name}`);
    return { operation, run, method: operation.http.method, segments: segmentsOf(operation.http.uri) };
  });
  const authorized = { signingName, protocol: 'rest-json', access, operations: byName } as const;
  return {
    ...authorized,
    looks,
    handle(request, call) {
      const segments = segmentsOf(request.rawPath);
      const found = routes.find(({ method, segments: route }) => method === request.method && matches(route, segments));
      if (!found) throw new AwsError('UnknownOperationException', 'The requested operation is not recognized.', 404);
      const input = readInput(found.operation, found.segments, segments, request);
      const problem = found.operation.input && inputProblem(signingName, found.operation.input, input);
      if (problem) throw new AwsError(validationCode, problem);
      call.parts.authorize(authorized, found.operation.name, input, call);
      return answer(found.operation, found.run(input as never, call), call);
    },
    fail({ code, message, status }, _request, requestId) {
      const known = service.error(code);
      const body = JSON.stringify({ __type: code, [known?.messageMember ?? 'message']: message });
      return {
        status: status ?? known?.status ?? 400,
        headers: { ...headersOf(requestId), 'x-amzn-errortype': code },
        body,
      };
    },
  };
}

function answer(operation: OperationModel, output: unknown, { requestId }: Call): RestResponse {
  return { status: 200, headers: headersOf(requestId), body: writeJson(operation.output, output) };
}

function headersOf(requestId: string): Record<string, string> {
  return { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
}

/** The parts of a path; a slash at its end says nothing. */
function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

/** The label that a part of a path stands for: `BackupVaultName` for `{BackupVaultName}`. */
function labelOf(segment: string): string | undefined {
  return /^\{(\w+)\}$/.exec(segment)?.[1];
}

function matches(route: readonly string[], segments: readonly string[]): boolean {
  return (
    route.length === segments.length &&
    route.every((part, index) => labelOf(part) !== undefined || part === segments[index])
  );
}

function readInput(
  { input }: OperationModel,
  route: readonly string[],
  segments: readonly string[],
  { query, body }: RestRequest,
): Record<string, unknown> {
  if (!input) return {};
  const members = readJson(input, body);
  for (const [index, part] of route.entries()) {
    const label = labelOf(part);
    if (label !== undefined) members[label] = decoded(segments[index] ?? '');
  }
  for (const [name, member] of input.structIterator()) {
    const { httpQuery } = member.getMergedTraits();
    const text = httpQuery === undefined ? null : query.get(httpQuery);
    if (httpQuery !== undefined) delete members[name];
    if (text !== null) members[name] = fromText(member, text);
  }
  return members;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('SerializationException', 'The request path is not encoded as it must be.');
  }
}

function fromText(schema: NormalizedSchema, text: string): unknown {
  if (schema.isNumericSchema()) {
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) {
      throw new AwsError('SerializationException', `${text} can not be converted to a Number`);
    }
    return number;
  }
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isTimestampSchema()) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) {
      throw new AwsError('SerializationException', `${text} can not be converted to a Timestamp`);
    }
    return date;
  }
  return text;
}
