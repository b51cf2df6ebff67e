import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, type Stage } from 'aws-cdk-lib';
import Handlebars from 'handlebars';
import { requiredActions } from '../../catalog/permissions';
import { type LaunchRoleStatement, type Product, synthesizeProduct } from '../../catalog/product';
import { parseTemplate, type Template } from '../../catalog/template';
import { readSettings } from '../context';
import { launchRoleName } from '../launch-role/launch-role';
import { launchStatements } from '../launch-role/launch-statements';
import { serviceActions } from '../offers/service-action-definitions';
import { ServiceActions } from '../offers/service-actions';
import { AccountStack } from '../stacks/account-stack';
import { stackTemplate } from '../stacks/stack-template';
import { type ReadableRole, type ReadableStatement, rolesInTemplate } from './roles-in-template';

/** `docs/permissions.md`: what every role of the catalog may do, and why, for whoever owns the account. */
export function permissionsDocument(products: readonly Product[]): string {
  const synthesized = products.map((product) => ({
    product,
    template: asTemplate(synthesizeProduct(product).template),
  }));
  const source = readFileSync(join(__dirname, '..', '..', 'templates', 'permissions.md.hbs'), 'utf8');
  return Handlebars.compile(source, { noEscape: true })({
    everyLaunch: launchStatements('<hub account>').map((statement) => launchRow(statement, [])),
    launchRoles: synthesized.map(({ product, template }) => ({
      name: launchRoleName(product.id),
      product: product.name,
      rows: product.launchRole.map((statement) => launchRow(statement, askedBy(statement, template))),
    })),
    account: accountRoles().map(roleTable),
    serviceActions: serviceActionRoles().map(roleTable),
    products: synthesized
      .map(({ product, template }) => ({ product: product.name, roles: rolesInTemplate(template).map(roleTable) }))
      .filter(({ roles }) => roles.length > 0),
  });
}

/** Roles of the account's stack beside the launch roles, which have a table of their own. */
function accountRoles(): readonly ReadableRole[] {
  const settings = readSettings(undefined);
  return rolesInTemplate(
    asTemplate(stackTemplate((stage) => new AccountStack(stage, 'Account', { settings, products: [] }))),
  );
}

/** Roles that people's service actions act with, were all of them offered. */
function serviceActionRoles(): readonly ReadableRole[] {
  const build = (stage: Stage) => {
    const stack = new Stack(stage, 'Hub');
    new ServiceActions(stack, 'ServiceActions', {
      actions: Object.values(serviceActions).map(({ id }) => id),
      products: [],
    });
    return stack;
  };
  return rolesInTemplate(asTemplate(stackTemplate(build)));
}

function asTemplate(template: unknown): Template {
  return parseTemplate(JSON.stringify(template));
}

/** Types of the product's resources that ask for something that the statement allows. */
function askedBy({ Action, Condition }: LaunchRoleStatement, { Resources }: Template): readonly string[] {
  const passedTo = Condition?.StringEquals?.['iam:PassedToService'];
  const asking = Object.values(Resources).filter(({ Type, Properties }) => {
    const required = requiredActions(Type, Properties);
    if (passedTo !== undefined) return required?.passRole.some(({ service }) => service === passedTo);
    return required?.all.some((action) => Action.some((each) => each === action));
  });
  return [...new Set(asking.map(({ Type }) => Type))].sort();
}

function launchRow(statement: LaunchRoleStatement, types: readonly string[]) {
  const { Sid, Action, Resource, Condition = {} } = statement;
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => `${operator} ${key}: ${[wanted].flat().join(', ')}`),
  );
  const reason = statement.Resource === '*' ? statement.reason : '';
  const asked = types.map((type) => type.replace('AWS::', '')).join(', ');
  return {
    sid: Sid,
    may: actionsText(Action),
    on: codes(Resource === '*' ? ['*'] : Resource),
    only: codes(conditions),
    why: [reason, asked && `For ${asked}.`].filter((text) => text !== '').join(' '),
  };
}

function roleTable({ logicalId, name, description, trusted, statements, managedPolicies }: ReadableRole) {
  return {
    title: name === undefined ? `\`${logicalId}\`` : `\`${logicalId}\`, named \`${name}\``,
    description,
    trusted: codes(trusted).replaceAll('<br>', ', '),
    managedPolicies: codes(managedPolicies).replaceAll('<br>', ', '),
    rows: statements.map(roleRow),
  };
}

function roleRow({ sid, effect, actions, resources, conditions }: ReadableStatement) {
  const may = actionsText(actions);
  return { sid, may: effect === 'Deny' ? `never ${may}` : may, on: codes(resources), only: codes(conditions) };
}

/** `ec2: CreateVpc, DeleteVpc`, a line a service. */
function actionsText(actions: readonly string[]): string {
  const services = [...new Set(actions.map((action) => action.split(':')[0] ?? ''))].sort();
  const names = (service: string) =>
    actions.filter((action) => action.startsWith(`${service}:`)).map((action) => action.slice(service.length + 1));
  return services.map((service) => `${service}: ${names(service).sort().join(', ')}`).join('<br>');
}

/** Texts as code, a line each, what an account fills in shortened; a bar would end the cell of the table. */
function codes(texts: readonly string[]): string {
  return texts
    .map((text) => `\`${SHORT.reduce((all, [long, short]) => all.replaceAll(long, short), text)}\``)
    .join('<br>');
}

const SHORT = [
  [`arn:\${AWS::Partition}:`, ''],
  [`\${AWS::AccountId}`, '<account>'],
  [`\${AWS::Region}`, '<region>'],
  ['|', '\\|'],
] as const;
