import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import type { Json, JsonObject, TemplateParameter } from '../../catalog/template';
import { isNoEcho } from '../../catalog/template';
import { parameterType } from '../../catalog/template/parameter-types';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import { allProducts } from '../project/choose-product';
import { namedProducts } from '../running/find-launched';
import { type RunningStack, runningStack } from '../running/running-stack';
import { runningVersion } from '../upgrade/running-product';

/** Spec of something launched: `launch --spec` makes the same of it. */
export interface WrittenSpec {
  /** Of the provisioned product. */
  readonly name: string;
  /** Document of a file of specs. */
  readonly document: JsonObject;
  /** Questions whose answers AWS hides, and that the document leaves out. */
  readonly hidden: readonly string[];
}

/**
 * Writes down with what something was launched: a provisioned product, or each that an environment has.
 *
 * @param environment name that the specs are to give the environment. @default - its own
 * @throws `CatalogError` `unknown-provisioned-product`; `foreign-product` for what isn't of the catalog; `unreadable-stack`
 */
export async function writeSpecs(
  { target }: Pick<OperationContext, 'target'>,
  name: string,
  environment?: string,
): Promise<readonly WrittenSpec[]> {
  const { found } = await namedProducts(target, name);
  return Promise.all(found.map((each) => writeSpec(target, each, environment)));
}

async function writeSpec(
  target: AwsTarget,
  found: ProvisionedProductAttribute,
  renamed: string | undefined,
): Promise<WrittenSpec> {
  const { Name: name = '', ProductName, PhysicalId } = found;
  const id = (await allProducts()).find((product) => product.name === ProductName)?.id;
  if (id === undefined) {
    throw new CatalogError(
      'foreign-product',
      `${name} is ${ProductName}, which is no product of this project; no spec can name it.`,
    );
  }
  const stack = PhysicalId === undefined ? undefined : await runningStack(target, PhysicalId);
  if (!stack) throw new CatalogError('unreadable-stack', `${name}: its stack can't be read, or it has none.`);
  const { version } = await runningVersion(target, found);
  const { protonKind } = await import('../project/bundle-source');
  const { EnvironmentName = '', ...others } = visibleAnswers(stack);
  const environment = renamed ?? String(EnvironmentName);
  const document: JsonObject =
    protonKind(id) === 'environment'
      ? { proton: 'EnvironmentSpec', product: id, version, spec: { EnvironmentName: environment, ...others } }
      : { proton: 'ServiceSpec', product: id, version, instances: [{ name: environment, environment, spec: others }] };
  return { name, document, hidden: hiddenQuestions(stack) };
}

function hiddenQuestions({ template }: RunningStack): string[] {
  const { Parameters = {} } = template;
  return Object.entries(Parameters).flatMap(([key, parameter]) => (isNoEcho(parameter) ? [key] : []));
}

/** Answers that aren't hidden, in the form's order, as a spec's schema wants them. */
function visibleAnswers(stack: RunningStack): Readonly<Record<string, Json>> {
  const hidden = hiddenQuestions(stack);
  const answers = Object.entries(stack.template.Parameters ?? {}).flatMap(([key, parameter]) => {
    const value = stack.parameters[key];
    return value === undefined || hidden.includes(key) ? [] : [[key, typed(value, parameter)] as const];
  });
  return Object.fromEntries(answers);
}

function typed(value: string, { Type }: TemplateParameter): Json {
  const type = parameterType(Type);
  const one = (text: string): Json => (type?.element === 'Number' ? Number(text) : text);
  if (!type?.list) return one(value);
  return value === '' ? [] : value.split(',').map((item) => one(item.trim()));
}
