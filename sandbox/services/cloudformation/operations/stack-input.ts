import type { Parameter, Tag } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import { templateAt } from '../../s3';
import type { StackRequestParameter } from '../engine/stack-request';
import { findStack, type StackRecord } from '../state';

/** Largest template that a request holds itself, in bytes. */
const MAX_BODY = 51_200;

/**
 * The text that a request gives by itself or by the URL of an object; undefined where it gives neither.
 *
 * @throws AwsError `ValidationError`.
 */
export function textFrom(
  body: string | undefined,
  url: string | undefined,
  call: Call,
  names: { readonly body: string; readonly url: string },
): string | undefined {
  if (body !== undefined && url !== undefined) {
    throw new AwsError('ValidationError', `Only one of ${names.body} or ${names.url} may be specified`);
  }
  if (url === undefined) return body;
  const found = templateAt(url, call, call.caller);
  if ('body' in found) return found.body;
  throw new AwsError(
    'ValidationError',
    found.code === 'UnsupportedUrl' ? `${names.url} must be a supported URL.` : `S3 error: ${found.message}`,
  );
}

/** The template that a request gives, if it gives one. */
export function templateFrom(
  input: { readonly TemplateBody?: string; readonly TemplateURL?: string },
  call: Call,
): string | undefined {
  const { TemplateBody: body, TemplateURL: url } = input;
  if (body !== undefined && Buffer.byteLength(body) > MAX_BODY) {
    const shown = `${body.slice(0, 100)}...`;
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${shown}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAX_BODY}`,
    );
  }
  return textFrom(body, url, call, { body: 'Template Body', url: 'TemplateURL' });
}

/** The template that a request must give. */
export function requiredTemplate(
  input: { readonly TemplateBody?: string; readonly TemplateURL?: string },
  call: Call,
): string {
  const body = templateFrom(input, call);
  if (body === undefined) {
    throw new AwsError('ValidationError', 'Either Template URL or Template Body must be specified.');
  }
  return body;
}

/** Parameters as the engine takes them. */
export function parametersFrom(parameters: readonly Parameter[] = []): StackRequestParameter[] {
  const keys = parameters.map(({ ParameterKey }) => ParameterKey);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new AwsError('ValidationError', `Duplicate parameter key: ${twice}`);
  return parameters.map(({ ParameterKey: key = '', ParameterValue: value, UsePreviousValue: usePrevious }) => {
    if (!key) throw new AwsError('ValidationError', 'Parameter key must not be empty');
    return { key, value, usePrevious };
  });
}

/** Tags as the engine takes them. `aws:` keys are AWS's own. */
export function tagsFrom(tags: readonly Tag[]): Record<string, string> {
  if (tags.some(({ Key }) => Key?.toLowerCase().startsWith('aws:'))) {
    throw new AwsError('ValidationError', 'aws: prefixed tag key names are not allowed for external use.');
  }
  const keys = tags.map(({ Key }) => Key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new AwsError('ValidationError', `Duplicate tag key provided: ${twice}`);
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/**
 * The stack of that name or id.
 *
 * @throws AwsError `ValidationError`, in the words `Stack with id X does not exist`.
 */
export function stackWithId(nameOrId: string | undefined, call: Call): StackRecord {
  const stack = findStack(call.db, call, nameOrId ?? '');
  if (!stack) throw new AwsError('ValidationError', `Stack with id ${nameOrId} does not exist`);
  return stack;
}

/** As {@link stackWithId}, in the words `Stack [X] does not exist`. */
export function stackNamed(nameOrId: string | undefined, call: Call): StackRecord {
  const stack = findStack(call.db, call, nameOrId ?? '');
  if (!stack) throw new AwsError('ValidationError', `Stack [${nameOrId}] does not exist`);
  return stack;
}
