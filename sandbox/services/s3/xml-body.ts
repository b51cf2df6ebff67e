import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { s3Errors } from './s3-error';

/** An element of a request's XML: its text, or its children; more than one of a name make a list. */
export type XmlValue = string | XmlObject | readonly XmlValue[];

/** Children by name. */
export interface XmlObject {
  readonly [name: string]: XmlValue | undefined;
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: false, htmlEntities: true });

/**
 * The content of a request's root element.
 *
 * @throws AwsError `MalformedXML` for what isn't XML or has another root.
 */
export function readXml(body: Buffer, root: string): XmlObject {
  const text = body.toString('utf8');
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) throw s3Errors.malformedXml();
  const parsed = parse(text);
  if (!isObject(parsed) || !(root in parsed)) throw s3Errors.malformedXml();
  const content = parsed[root];
  if (isObject(content)) return content;
  if (typeof content === 'string' && content.trim() === '') return {};
  throw s3Errors.malformedXml();
}

function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    throw s3Errors.malformedXml();
  }
}

/** The text of a child; undefined where it is absent or has children. */
export function childText(object: XmlObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/** The children of a name that have children themselves. */
export function childObjects(object: XmlObject, name: string): XmlObject[] {
  const value = object[name];
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function isObject(value: unknown): value is XmlObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
