import type { DescribeProvisioningParametersCommandOutput } from '@aws-sdk/client-service-catalog';
import { DetailedError, type Problem, type Remedy } from '../../catalog/detailed-error';
import { scalarText } from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';
import type { PlanningContext, Project } from '../context';
import { refuseBadValues, updateParameters } from '../launch/launch-form';
import { unknown } from '../nearest';
import type { ChosenUpdate } from './choose-update';
import { type Answers, defaultsOf, type ProductChange, runningAfter, versionChange } from './product-change';
import type { RunningProduct } from './running-product';

/** Update of one product, once its version is chosen. */
export interface ChosenProduct {
  readonly running: RunningProduct;
  readonly choice: ChosenUpdate;
  /** The form of the version that is to run. */
  readonly form: UpdateForm;
  /** Of the answers that were given, those that this form asks for. */
  readonly given: Answers;
}

/** Update of one product, once all that its version asks is answered. */
export interface UpdateRequest {
  readonly choice: ChosenUpdate;
  readonly change: ProductChange;
}

/** Form of a version. */
export type UpdateForm = Pick<DescribeProvisioningParametersCommandOutput, 'ProvisioningArtifactParameters'>;

/** Reads the form of the version that was chosen for a product, and takes from the given answers what is for it. */
export async function openForm(
  target: AwsTarget,
  running: RunningProduct,
  choice: ChosenUpdate,
  given: Answers,
): Promise<ChosenProduct> {
  const form = await formOf(target, running, choice);
  const keys = keysOf(form);
  return {
    ...{ running, choice, form },
    given: Object.fromEntries(Object.entries(given).filter(([key]) => keys.includes(key))),
  };
}

/**
 * Refuses an answer that none of the forms asks for.
 *
 * @throws `CatalogError` `unknown-parameter` with the nearest right one
 */
export function refuseStray(forms: readonly UpdateForm[], given: Answers): void {
  const keys = [...new Set(forms.flatMap(keysOf))];
  const stray = Object.keys(given).find((key) => !keys.includes(key));
  if (stray !== undefined) throw unknown('parameter', stray, keys);
}

/**
 * Answers the forms of several updates: with what was given, else with what runs, else with the defaults.
 *
 * @throws `CatalogError` `missing-parameter` with every question that is left open, as a problem and an answer to give;
 * `unknown-value`, `bad-value`
 */
export async function requestUpdates(
  { project, target }: PlanningContext,
  products: readonly ChosenProduct[],
): Promise<UpdateRequest[]> {
  const answered = await Promise.all(
    products.map(async (product) => ({ ...product, previous: await previousAnswers(target, product.running) })),
  );
  refuseOpen(answered.map((product) => openQuestions(product, product.previous)));
  return answered.map((product) => answeredRequest(project, product));
}

/**
 * Answers the form of one update; see `requestUpdates`.
 *
 * @throws `CatalogError` as `requestUpdates`
 */
export async function requestUpdate(context: PlanningContext, product: ChosenProduct): Promise<UpdateRequest> {
  const [request] = await requestUpdates(context, [product]);
  if (request === undefined) throw new Error('A product has one request.');
  return request;
}

/**
 * Answers the forms of the versions that follow the first one on the way, each with what the one before it leaves.
 *
 * @throws `CatalogError` as `requestUpdates`
 */
export async function requestOnward(
  context: PlanningContext,
  first: UpdateRequest,
  given: Answers,
): Promise<UpdateRequest[]> {
  const requests: UpdateRequest[] = [];
  let last = first;
  for (const choice of first.choice.onward ?? []) {
    const running = runningAfter(last.change, last.choice.artifactId);
    last = await requestUpdate(context, await openForm(context.target, running, choice, given));
    requests.push(last);
  }
  return requests;
}

/** Product whose form is answered: by what was given, and by what runs. */
interface AnsweredProduct extends ChosenProduct {
  readonly previous: Answers;
}

function answeredRequest(project: Project, { running, choice, form, given, previous }: AnsweredProduct): UpdateRequest {
  const parameters = updateParameters(form, given, new Set(Object.keys(previous)));
  const change = versionChange(project, running, choice.version);
  const { after } = change.templates;
  const kept = Object.fromEntries(
    keysOf(form).flatMap((key) => (previous[key] === undefined ? [] : [[key, previous[key]]])),
  );
  const values = { ...defaultsOf(after), ...kept, ...given };
  if (after && running.stack) refuseBadValues(after, values);
  return { choice, change: { ...change, parameters, values, remarks: choice.warnings } };
}

/** The form of the version that a provisioned product is to run. Of a hidden one that runs already, as its template asks. */
async function formOf(
  target: AwsTarget,
  { productId, pathId, stack }: RunningProduct,
  { artifactId, direction }: Pick<ChosenUpdate, 'artifactId' | 'direction'>,
): Promise<UpdateForm> {
  const serviceCatalog = await target.serviceCatalog();
  try {
    return await serviceCatalog.describeProvisioningParameters({
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      PathId: pathId,
    });
  } catch (error) {
    const isHidden = error instanceof Error && error.name === 'ResourceNotFoundException';
    if (!isHidden || direction !== 'same' || !stack) throw error;
    const asked = Object.entries(stack.template.Parameters ?? {});
    return {
      ProvisioningArtifactParameters: asked.map(([ParameterKey, { Default, AllowedValues }]) => ({
        ParameterKey,
        DefaultValue: scalarText(Default),
        ParameterConstraints: { AllowedValues: AllowedValues?.map(String) },
      })),
    };
  }
}

/** The answers of what runs: by its stack; where that is closed, at least what its version asks, each with a guess. */
async function previousAnswers(target: AwsTarget, running: RunningProduct): Promise<Answers> {
  if (running.stack) return running.stack.parameters;
  const form = await formOf(target, running, { artifactId: running.artifactId, direction: 'same' });
  const asked = form.ProvisioningArtifactParameters ?? [];
  return Object.fromEntries(asked.map(({ ParameterKey = '', DefaultValue = '' }) => [ParameterKey, DefaultValue]));
}

/** Questions of one product that nobody has answered. */
interface OpenQuestions {
  /** A sentence that names them; undefined where there are none. */
  readonly told: string | undefined;
  readonly problems: readonly Problem[];
  readonly remedies: readonly Remedy[];
}

/** Questions that a version asks and the running one didn't, where it has no default and nothing was given. */
function openQuestions({ running: { name }, form, given }: ChosenProduct, previous: Answers): OpenQuestions {
  const open = (form.ProvisioningArtifactParameters ?? []).filter(
    ({ ParameterKey: key = '', DefaultValue }) =>
      DefaultValue === undefined && given[key] === undefined && previous[key] === undefined,
  );
  const wanted = open.map(({ ParameterKey, Description }) => `${ParameterKey} (${Description ?? 'no description'})`);
  return {
    told:
      open.length > 0
        ? `${name}: the new version asks what the running one didn't, and has no default: ${wanted.join(', ')}`
        : undefined,
    problems: open.map(({ ParameterKey: field, Description, ParameterConstraints: constraints }) => ({
      ...(field !== undefined && { field }),
      text: `${name}: ${field} is new. ${Description ?? ''} ${constraints?.ConstraintDescription ?? ''}`.trim(),
    })),
    remedies: open.map(({ ParameterKey: field = '', ParameterConstraints: { AllowedValues: values = [] } = {} }) => ({
      do: 'answer',
      field,
      ...(values.length > 0 && { values }),
    })),
  };
}

function refuseOpen(questions: readonly OpenQuestions[]): void {
  const told = questions.flatMap((product) => product.told ?? []);
  if (told.length === 0) return;
  const problems = questions.flatMap((product) => product.problems);
  throw new DetailedError('missing-parameter', told.join('; '), {
    problems,
    remedies: questions.flatMap((product) => product.remedies),
  });
}

function keysOf({ ProvisioningArtifactParameters: parameters = [] }: UpdateForm): string[] {
  return parameters.map(({ ParameterKey = '' }) => ParameterKey);
}
