import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Handlebars from 'handlebars';
import { stringify } from 'yaml';
import { CatalogError } from '../../catalog/errors';
import { missingRow, requiredActions } from '../../catalog/permissions';
import type { LaunchRoleStatement, ParameterDefinition } from '../../catalog/product';
import { boundaryPattern } from '../../catalog/product/permissions-boundary';
import type { ImportedBundle, ImportedParameter } from '../../catalog/proton';
import type { Template } from '../../catalog/template';
import { register } from './new-product';
import { runDocs } from './run-docs';
import { quoted, sourceText } from './source-text';

const templates = resolve(__dirname, '../../templates/imported-product');

/** Names of the product. */
export interface ImportedProduct {
  readonly id: string;
  /** In the console. */
  readonly name: string;
}

/**
 * Writes an imported bundle as a product, and registers it.
 *
 * @param folder the project's, or another one, which needs no registry
 * @returns the files that were written, below the folder
 * @throws `CatalogError` `invalid-product-id`, `product-exists`, `documents-not-written`
 */
export function writeImportedProduct(folder: string, { id, name }: ImportedProduct, bundle: ImportedBundle): string[] {
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(id)) {
    throw new CatalogError(
      'invalid-product-id',
      `A product's id is lower-case letters, digits and hyphens, got: ${id}.`,
    );
  }
  const place = `products/${id}`;
  if (existsSync(join(folder, place))) {
    throw new CatalogError('product-exists', `${id}: ${place} is there already; choose another id or folder.`);
  }
  const camelCase = id.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const words = id.replaceAll('-', ' ');
  const description = `${name}, as its Proton ${bundle.kind} template described it.`;
  const facts = {
    ...{ id, camelCase, kind: bundle.kind, sentence: words.charAt(0).toUpperCase() + words.slice(1) },
    contract: sourceText(contractOf(bundle)),
    hasOutputs: bundle.exported.length > 0,
    parameters: sourceText(formOf(bundle.parameters)),
    launchRole: sourceText(launchRoleOf(bundle.template)),
    types: typesOf(bundle.template),
    notes: [...bundle.notes, ...unknownTypes(bundle.template)],
  };
  const files = [
    {
      path: `${place}/product.ts`,
      text: fill('product.ts', { ...facts, name: quoted(name), description: quoted(description) }),
    },
    ...['contract.ts', 'parameters.ts', 'launch-role.ts'].map((file) => ({
      path: `${place}/${file}`,
      text: fill(file, facts),
    })),
    { path: `${place}/README.md`, text: fill('README.md', { ...facts, name, description }) },
    {
      path: `${place}/template.yaml`,
      text: stringify(bundle.template, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }),
    },
  ];
  const registry = join(folder, 'products/index.ts');
  if (existsSync(registry))
    files.push({ path: 'products/index.ts', text: register(readFileSync(registry, 'utf8'), id) });
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (existsSync(registry)) runDocs(folder, id);
  return files.map(({ path }) => path);
}

function fill(template: string, values: object): string {
  const source = readFileSync(join(templates, `${template}.hbs`), 'utf8');
  return Handlebars.compile(source, { noEscape: true, strict: true })({ ...values });
}

function contractOf({ exported, template }: ImportedBundle) {
  const outputs = exported.map((name) => {
    const description = template.Outputs?.[name]?.Description ?? '';
    return [
      name,
      { kind: 'text', description: description.length < 10 ? `Output ${name}: ${description}` : description },
    ];
  });
  return Object.fromEntries(outputs);
}

function formOf(parameters: readonly ImportedParameter[]) {
  const questions = parameters.map(({ name, label, parameter }): [string, ParameterDefinition] => {
    const preset = parameter.Default;
    return [
      name,
      {
        label,
        description: parameter.Description ?? label,
        ...(parameter.Type === 'String' ? {} : { type: parameter.Type }),
        ...(preset === undefined ? {} : { default: String(preset) }),
        ...(parameter.AllowedValues ? { allowedValues: parameter.AllowedValues.map(String) } : {}),
        ...(parameter.AllowedPattern === undefined ? {} : { allowedPattern: parameter.AllowedPattern }),
        ...numbers(parameter),
        constraintDescription: constraintOf(parameter),
      },
    ];
  });
  return questions.length === 0 ? {} : { Inputs: Object.fromEntries(questions) };
}

function numbers({ MinLength, MaxLength, MinValue, MaxValue }: ImportedParameter['parameter']) {
  const all = { minLength: MinLength, maxLength: MaxLength, minValue: MinValue, maxValue: MaxValue };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, Number(value)]])),
  );
}

/** Sentence that says what to type, from what is refused. */
function constraintOf(parameter: ImportedParameter['parameter']): string {
  const {
    Type,
    AllowedValues: values,
    AllowedPattern: pattern,
    MinValue: least,
    MaxValue: most,
    MaxLength: longest,
  } = parameter;
  if (values) return `Choose one of ${values.map((value) => (value === '' ? '(nothing)' : value)).join(', ')}.`;
  if (pattern !== undefined) return `Type text that matches ${pattern.replace(/[^ -~]/g, '?')}.`;
  if (Type !== 'String' && Type !== 'Number') return 'Type values joined by commas, without spaces.';
  const kind = Type === 'Number' ? 'a number' : 'text';
  const from = least === undefined ? '' : ` of at least ${least}`;
  const to = most === undefined ? '' : `${from ? ' and' : ' of'} at most ${most}`;
  return `Type ${kind}${from}${to}${longest === undefined ? '' : ` of at most ${longest} characters`}.`;
}

const REASON = 'Imported from a Proton bundle: which resources they are is for whoever takes it over to say.';

/** Actions on roles that ask for the permissions boundary, which every product's roles have. */
const WITHIN_BOUNDARY: readonly string[] = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
];

/** A role that may do what the resource types ask for; what it may do to roles and policies, only to its own. */
function launchRoleOf(template: Template): LaunchRoleStatement[] {
  const boundary = boundaryPattern('workload');
  const resources = Object.values(template.Resources).map(({ Type, Properties }) =>
    requiredActions(Type, Type === 'AWS::IAM::Role' ? { ...Properties, PermissionsBoundary: boundary } : Properties),
  );
  const asked = resources.flatMap((required) => required?.all ?? []);
  const zones = JSON.stringify(template).includes('Fn::GetAZs') ? ['ec2:DescribeAvailabilityZones'] : [];
  const actions = [...new Set([...asked, ...zones])].filter((action) => action !== 'iam:PassRole').sort();
  const own = (resource: string) => `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${resource}` as const;
  const services = [
    ...new Set(resources.flatMap((required) => required?.passRole ?? []).map(({ service }) => service)),
  ];
  const statement = (Sid: string, Action: readonly string[]) => ({
    Sid,
    Effect: 'Allow' as const,
    Action: Action as readonly `${string}:${string}`[],
  });
  const bounded = actions.filter((action) => WITHIN_BOUNDARY.includes(action));
  const iam = actions.filter((action) => action.startsWith('iam:') && !bounded.includes(action));
  const others = actions.filter((action) => !action.startsWith('iam:'));
  return [
    ...(others.length > 0 ? [{ ...statement('Resources', others), Resource: '*' as const, reason: REASON }] : []),
    ...(iam.length > 0
      ? [
          {
            ...statement('Roles', iam),
            Resource: [
              own('role/SC-*'),
              own('policy/SC-*'),
              own('instance-profile/SC-*'),
              own('role/aws-service-role/*'),
            ],
          },
        ]
      : []),
    ...(bounded.length > 0
      ? [
          {
            ...statement('RolesWithinBoundary', bounded),
            Resource: [own('role/SC-*')],
            Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } },
          },
        ]
      : []),
    ...services.map((service, index) => ({
      ...statement(`Pass${index + 1}`, ['iam:PassRole']),
      Resource: [own('role/SC-*')],
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    })),
  ];
}

function typesOf({ Resources }: Template) {
  const types = Object.values(Resources).map(({ Type }) => Type);
  return [...new Set(types)].sort().map((type) => {
    const count = types.filter((other) => other === type).length;
    return { type, count, several: count > 1 };
  });
}

function unknownTypes({ Resources }: Template): string[] {
  const types = [...new Set(Object.values(Resources).map(({ Type }) => Type))];
  return types.filter((type) => requiredActions(type) === undefined).map(missingRow);
}
