import { createHash } from 'node:crypto';
import { checkResourceTypes, parseTemplate, type Template, TemplateError } from '../../../catalog/template';
import { AwsError } from '../../kernel/aws-error';
import type { Store } from '../../store/store';
import { templates } from './state';

/** Largest template in bytes, by URL or from Service Catalog. */
const MAX_BYTES = 1_000_000;

/** Parsed templates that are kept. */
const KEPT = 200;

const parsed = new Map<string, Template>();

/**
 * Reads a template, as CloudFormation does before it answers: its size, its form, its resource types and attributes.
 * The answer is shared: never change it.
 *
 * @throws AwsError `ValidationError`.
 */
export function readTemplate(body: string): Template {
  if (Buffer.byteLength(body) > MAX_BYTES) {
    throw new AwsError('ValidationError', `Template may not exceed ${MAX_BYTES} bytes in size.`);
  }
  return remembered(hashOf(body), body);
}

/** Keeps a template's text; the answer is its row in `templates`. */
export function storeTemplate(db: Store, body: string): string {
  const hash = hashOf(body);
  if (db.get(templates, [hash]) === undefined) db.put(templates, [hash], body);
  return hash;
}

/** The text of a template that was stored. */
export function templateText(db: Store, hash: string): string {
  const body = db.get(templates, [hash]);
  if (body === undefined) throw new Error(`no template ${hash}`);
  return body;
}

/** A template that was stored, parsed. Never change it. */
export function storedTemplate(db: Store, hash: string): Template {
  return parsed.get(hash) ?? remembered(hash, templateText(db, hash));
}

/** Runs what may find fault with a template; its finding becomes the answer of the call. */
export function asValidationError<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof TemplateError) throw new AwsError('ValidationError', error.message);
    throw error;
  }
}

function remembered(hash: string, body: string): Template {
  const known = parsed.get(hash);
  const template = known ?? asValidationError(() => checked(body));
  parsed.delete(hash);
  parsed.set(hash, template);
  const [oldest] = parsed.keys();
  if (parsed.size > KEPT && oldest !== undefined) parsed.delete(oldest);
  return template;
}

/** Checks resource types, unless a transform would first have to make them: `prepare` does, once they are made. */
function checked(body: string): Template {
  const template = parseTemplate(body);
  if (template.Transform === undefined) checkResourceTypes(template);
  return template;
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}
