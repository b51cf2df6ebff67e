import { AwsError } from '../kernel/aws-error';
import type { Call } from '../kernel/call';
import { type Operation, type RestRequest, type RestResponse, type RpcService, readsOnly } from '../kernel/service';
import { readJson, writeJson } from './protocol/json';
import { type OperationModel, ServiceModel } from './protocol/model';
import { readQuery, writeQuery } from './protocol/query';
import { inputProblem } from './protocol/validate-input';
import { element, textElement } from './protocol/xml';

/** One service that names its operations, with its wire protocol. */
export class RpcEndpoint {
  private readonly model: ServiceModel;

  constructor(readonly service: RpcService) {
    this.model = new ServiceModel(service.model);
    for (const name of Object.keys(service.operations)) {
      if (!this.model.operation(name)) throw new Error(`${service.signingName} has no operation ${name}`);
    }
  }

  /** The operation that a request names, or undefined where it names none. */
  operationName(request: RestRequest): string | undefined {
    if (this.service.protocol === 'query') return fieldsOf(request).get('Action') ?? undefined;
    const [prefix, name] = (request.headers['x-amz-target'] ?? '').split('.');
    return prefix === this.service.targetPrefix ? name : undefined;
  }

  /**
   * Reads and checks the input, runs the operation and writes its answer.
   *
   * @throws AwsError for an operation that AWS or the sandbox doesn't have, for one that isn't posted though it changes
   *   something, and for an input that breaks the model.
   */
  handle(name: string | undefined, request: RestRequest, call: Call): RestResponse {
    const found = this.find(name);
    if (!found) throw this.unknownOperation(name, request);
    if (!this.mayCome(found.model.name, request)) {
      throw new AwsError('MethodNotAllowed', `${found.model.name} is taken by POST only, got: ${request.method}.`, 405);
    }
    const input = this.read(found.model, request);
    const answer = this.answer(found.model, this.run(found, input, call), call.requestId);
    return { ...answer, isUnderWay: this.service.underWay?.[found.model.name]?.(input as never, call) };
  }

  /** The same without the wire: takes the input as a value and answers the output as one. */
  invoke(name: string, input: Readonly<Record<string, unknown>>, call: Call): unknown {
    const found = this.find(name);
    if (!found) throw new AwsError('UnknownOperationException', `${this.service.signingName} has no operation ${name}`);
    return this.run(found, input, call);
  }

  /** AWS's clients post. Query services take GET too; here only for reading: a page's image can't change anything then. */
  private mayCome(operation: string, { method }: RestRequest): boolean {
    return method === 'POST' || (method === 'GET' && this.service.protocol === 'query' && readsOnly(operation));
  }

  private find(name: string | undefined) {
    const operation =
      name !== undefined && Object.hasOwn(this.service.operations, name) ? this.service.operations[name] : undefined;
    const model = name === undefined ? undefined : this.model.operation(name);
    return operation && model ? { operation, model } : undefined;
  }

  private run(
    { operation, model }: { readonly operation: Operation; readonly model: OperationModel },
    input: Readonly<Record<string, unknown>>,
    call: Call,
  ): unknown {
    const problem = model.input && inputProblem(this.service.signingName, model.input, input);
    if (problem) throw new AwsError(this.service.validationCode, problem);
    call.parts.authorize(this.service, model.name, input, call);
    return operation(input as never, call);
  }

  /** Writes an error as this service does. */
  fail(
    error: { code: string; message: string; status?: number; members?: Readonly<Record<string, string>> },
    requestId: string,
  ): RestResponse {
    const known = this.model.error(error.code);
    const code = known?.code ?? error.code;
    const status = error.status ?? known?.status ?? 400;
    if (this.service.protocol === 'json') {
      const body = { __type: code, [known?.messageMember ?? 'message']: error.message, ...error.members };
      return { status, headers: { ...this.headers(requestId), 'x-amzn-errortype': code }, body: JSON.stringify(body) };
    }
    const type = textElement('Type', status < 500 ? 'Sender' : 'Receiver');
    const detail = element('Error', type + textElement('Code', code) + textElement('Message', error.message));
    const body = element('ErrorResponse', detail + textElement('RequestId', requestId), this.namespace());
    return { status, headers: this.headers(requestId), body };
  }

  private read(model: OperationModel, request: RestRequest): Record<string, unknown> {
    return this.service.protocol === 'json'
      ? readJson(model.input, request.body)
      : readQuery(model.input, fieldsOf(request));
  }

  private answer(model: OperationModel, output: unknown, requestId: string): RestResponse {
    const body =
      this.service.protocol === 'json'
        ? writeJson(model.output, output)
        : writeQuery(model.name, { namespace: this.namespace(), requestId }, model.output, output);
    return { status: 200, headers: this.headers(requestId), body };
  }

  private unknownOperation(name: string | undefined, request: RestRequest): AwsError {
    if (this.service.protocol === 'json') {
      return new AwsError('UnknownOperationException', 'The requested operation is not recognized by the service.');
    }
    if (name === undefined) return new AwsError('MissingAction', 'Missing Action');
    const version = fieldsOf(request).get('Version') ?? 'NO_VERSION_SPECIFIED';
    return new AwsError('InvalidAction', `Could not find operation ${name} for version ${version}`);
  }

  private headers(requestId: string): Record<string, string> {
    const type = this.service.protocol === 'json' ? 'application/x-amz-json-1.1' : 'text/xml';
    return { 'content-type': type, 'x-amzn-requestid': requestId };
  }

  private namespace(): string {
    const { signingName, version } = this.service;
    return signingName === 'sts' || signingName === 'iam'
      ? `https://${signingName}.amazonaws.com/doc/${version}/`
      : `http://${signingName}.amazonaws.com/doc/${version}/`;
  }
}

/** A query request's fields: the form in its body, or for GET its query string. */
function fieldsOf(request: RestRequest): URLSearchParams {
  return request.method === 'GET' ? request.query : new URLSearchParams(request.body.toString('utf8'));
}
