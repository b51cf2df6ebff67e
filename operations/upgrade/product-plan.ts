import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { type Comparison, compareTemplates, type TemplateChange } from '../../catalog/comparison';
import { CatalogError } from '../../catalog/errors';
import type { Template } from '../../catalog/template';
import { productFolder } from '../project/choose-product';
import { releasedTemplate } from '../project/released-template';
import { asked, evaluated } from './evaluated';
import { foreseenChanges } from './foreseen-changes';
import { notesBetween, type ReleaseNotes } from './notes';
import { formChanges, planResources, type ResourcePlan } from './resource-plan';
import type { RunningProduct } from './running-product';
import { allowsIn, type Session } from './session';

/** What an update does to one product: one that was named, or a tier that an environment launched. */
export interface ProductPlan {
  /** Of the provisioned product. */
  readonly name: string;
  /** Logical id of the tier in its environment; absent for what is updated by itself. */
  readonly tier?: string;
  readonly product: string;
  readonly from: string;
  readonly to: string;
  readonly stack: string;
  /** Whether the effects that stand for AWS's are AWS's own, or worked out here as CloudFormation works them out. */
  readonly source: 'aws' | 'foreseen';
  /** Whether our comparison could be made. */
  readonly isCompared: boolean;
  readonly resources: readonly ResourcePlan[];
  /** What changes of parameters, rules and outputs. */
  readonly form: readonly TemplateChange[];
  /** Of the releases in between, the oldest first. */
  readonly notes: readonly ReleaseNotes[];
  /** What else to know, one sentence each. */
  readonly remarks: readonly string[];
}

/** What is known of an update of one product before it is judged. */
export interface UpdateFacts {
  readonly running: RunningProduct;
  readonly tier?: string;
  readonly to: string;
  /** The answers after the update, as far as they are known. */
  readonly values: Readonly<Record<string, string>>;
  /** Undefined where AWS couldn't be asked. */
  readonly changes: readonly ResourceChange[] | undefined;
  readonly remarks: readonly string[];
}

/** The two templates that an update goes between; undefined where one isn't known. */
export interface Templates {
  readonly before: Template | undefined;
  readonly after: Template | undefined;
}

/** The template that runs, and the released one of the version that is to run. */
export function templatesOf(session: Session, { stack, product, version }: RunningProduct, to: string): Templates {
  const released = (wanted: string) => product && releasedTemplate(session.shell, product, wanted);
  return { before: stack?.template ?? released(version), after: released(to) };
}

/** Joins everything that is known of an update into what people see and what the gate judges. */
export function productPlan(session: Session, facts: UpdateFacts): ProductPlan {
  const { running, tier, to, values } = facts;
  const { name, productName, version: from, stackId, product, stack } = running;
  const { before, after } = templatesOf(session, running, to);
  const remarks = [...facts.remarks];
  if (!stack) remarks.push('Its stack is closed to you: the comparison holds for every environment type.');
  if (!after) remarks.push(`${productName} ${to} is not among the releases of this project: only AWS's plan counts.`);
  const comparison = compared({ before, after }, stack?.parameters, remarks);
  const changesAnswers = Object.entries(stack?.parameters ?? {}).some(([key, was]) => (values[key] ?? was) !== was);
  if (changesAnswers) remarks.push("Answers change: what follows from that, AWS's plan alone says.");
  const changes = facts.changes ?? foreseen(session, { before, after }, running, values);
  return {
    ...{ name, tier, from, to, remarks },
    product: productName,
    stack: stackId,
    isCompared: comparison !== undefined,
    source: facts.changes === undefined ? 'foreseen' : 'aws',
    resources: planResources({
      ...{ changes, comparison, before, knowsAnswers: stack !== undefined && !changesAnswers },
      allows: allowsIn(session, name, tier),
    }),
    form: formChanges(comparison),
    notes: product ? notesBetween(productFolder(session.shell, product.id), from, to) : [],
  };
}

/** Our comparison with the answers of what runs; undefined, with a remark, where it isn't possible. */
function compared(
  { before, after }: Templates,
  answers: Readonly<Record<string, string>> | undefined,
  remarks: string[],
): Comparison | undefined {
  if (!before || !after) return undefined;
  try {
    return compareTemplates(before, after, { answers: answers && [asked(before, answers)] });
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    remarks.push(`Only AWS's plan counts: ${error.message}`);
    return undefined;
  }
}

/** What a change set would say, where AWS wasn't asked for one and both templates are known. */
function foreseen(
  session: Session,
  { before, after }: Templates,
  { stack, stackId }: RunningProduct,
  values: Readonly<Record<string, string>>,
): readonly ResourceChange[] | undefined {
  const then = before && stack && evaluated(session, before, stack.parameters, stackId);
  const now = after && evaluated(session, after, values, stackId);
  return then && now && foreseenChanges(then, now);
}
