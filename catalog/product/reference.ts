import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { CatalogError } from '../errors';
import { answerRows } from './answer-table';
import type { Product } from './define-product';
import { formParameters, isOverride, type ParameterDefinition } from './parameters';
import { synthesizeProduct } from './render';

const source = join(__dirname, '..', '..', 'templates', 'product-reference.md.hbs');
const begin = '<!-- reference: begin (generated from the product) -->';
const end = '<!-- reference: end -->';

/**
 * A product's README with its reference renewed: the tables of parameters, sizes and outputs between the two reference
 * comments, and what the product adds to them. The rest stays as it is.
 *
 * @throws `CatalogError` `no-reference-comments` when the README has no place for them
 */
export function withReference(readme: string, product: Product): string {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) {
    throw new CatalogError(
      'no-reference-comments',
      `products/${product.id}/README.md: has no place for the reference; add the lines "${begin}" and "${end}".`,
    );
  }
  return `${readme.slice(0, from + begin.length)}\n\n${reference(product)}\n${readme.slice(to)}`;
}

function reference(product: Product): string {
  const { template } = synthesizeProduct(product);
  const { Outputs = {} } = template;
  const parameters = formParameters(product.parameters);
  const outputs = Object.entries(Outputs).map(([name, output]) => ({ name, ...output }));
  const sizes = Object.entries(product.sizes).map(([name, size]) => {
    const overrides = parameters.filter(([, definition]) => isOverride(definition) && definition.overrides === name);
    return { ...size, override: overrides.map(([parameter]) => `\`${parameter}\``).join(', ') };
  });
  const tables = Handlebars.compile(readFileSync(source, 'utf8'), { noEscape: true })({
    id: product.id,
    groups: Object.entries(product.parameters).map(([title, group]) => ({
      title,
      parameters: Object.entries(group).map(([name, definition]) => parameterRow(name, definition)),
    })),
    sizes,
    answers: answerRows(product.parameters, template),
    exported: outputs.filter(({ Export }) => Export !== undefined).map(outputRow),
    shown: outputs.filter(({ Export }) => Export === undefined).map(outputRow),
  });
  return product.furtherReference === undefined ? tables : `${tables}\n${product.furtherReference()}`;
}

function parameterRow(
  name: string,
  { label, description, default: preset, allowedValues, example }: ParameterDefinition,
) {
  const code = (text: string | number) => `\`${text}\``;
  return {
    name,
    label,
    description,
    default: preset === undefined ? '(must be answered)' : preset === '' ? '(empty)' : code(preset),
    answers: allowedValues?.map(code).join(', ') ?? (example === undefined ? '' : `such as ${code(example)}`),
  };
}

function outputRow({ name, Description }: { readonly name: string; readonly Description?: string }) {
  return { name, description: Description };
}
