import { Document, isCollection, visit } from 'yaml';
import type { JsonObject, TemplateParameter } from '../template';
import { own } from '../template/json';
import { parameterType } from '../template/parameter-types';
import { bundleQuotas } from './bundle';
import { inputMark } from './inputs';
import { mayHold } from './possible-characters';

type Parameters = Readonly<Record<string, TemplateParameter>>;

/** Before the name of a parameter whose value stands in a block of text, where nothing is quoted. */
const UNQUOTED = '\uE002';

const quotedMark = new RegExp(inputMark, 'g');
const unquotedMark = /\uE002([A-Za-z0-9]+)\uE001/g;
const wholeScalar = new RegExp(`'${inputMark.source}'`, 'g');

/**
 * A template with marks (see `withInputs`) as YAML that Jinja renders: every mark is an expression for its input, quoted
 * so that the value stays text whatever it holds, and whatever else Jinja would read (`{{`, `{%`, `{#`) is escaped.
 *
 * @param namespace of the inputs in Jinja: `environment.inputs`
 */
export function jinjaYaml(template: JsonObject, parameters: Parameters, namespace: string): string {
  let written = '';
  for (const layout of LAYOUTS) {
    written = withExpressions(yaml(template, layout), parameters, namespace);
    if (Buffer.byteLength(written) <= bundleQuotas.file) break;
  }
  return written;
}

/** Way to lay out YAML. */
interface Layout {
  /** Depth from which on things stand on one line, unless there are lines in them: 4 is a property of a resource. */
  readonly flowDepth: number;
  /** Spaces a level. */
  readonly indent: number;
}

/** The most readable first. */
const LAYOUTS: readonly Layout[] = [
  { flowDepth: Number.POSITIVE_INFINITY, indent: 2 },
  { flowDepth: 4, indent: 2 },
  { flowDepth: 4, indent: 1 },
];

/** YAML that readers of YAML 1.1, such as CloudFormation's, read back as the same values. */
function yaml(template: JsonObject, { flowDepth, indent }: Layout): string {
  const document = new Document(template, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string' || !inputMark.test(node.value)) return;
      const block = node.value.includes('\n');
      node.type = block ? 'BLOCK_LITERAL' : 'QUOTE_SINGLE';
      if (block) node.value = node.value.replace(quotedMark, (mark) => UNQUOTED + mark.slice(1));
    },
    Collection(_, node, path) {
      const depth = path.filter(isCollection).length;
      if (depth >= flowDepth && !JSON.stringify(node).includes('\\n')) node.flow = true;
    },
  });
  return document.toString({ indent, lineWidth: 0, indentSeq: false, blockQuote: 'literal', directives: false });
}

function withExpressions(text: string, parameters: Parameters, namespace: string): string {
  const expression = (filter: string) => (_: string, name: string) => {
    const parameter = own(parameters, name);
    return `{{ ${namespace}.${name}${parameter && mayHold(parameter, "'") ? filter : ''} }}`;
  };
  const isList = (name: string) => parameterType(own(parameters, name)?.Type ?? '')?.list === true;
  return text
    .replace(/\{(?=[{%#\uE000\uE002])/g, "{{ '{' }}")
    .replace(wholeScalar, (scalar, name: string) => (isList(name) ? list(`${namespace}.${name}`) : scalar))
    .replace(unquotedMark, expression(''))
    .replace(quotedMark, expression(DOUBLED_QUOTES));
}

/** In YAML's single quotes nothing but the quote itself is written in another way. */
const DOUBLED_QUOTES = ` | replace("'", "''")`;

function list(input: string): string {
  return `[{% for item in ${input} %}'{{ item${DOUBLED_QUOTES} }}'{% if not loop.last %}, {% endif %}{% endfor %}]`;
}
