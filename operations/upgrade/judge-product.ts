import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { type Comparison, compareTemplates, type TemplateChange } from '../../catalog/comparison';
import { CatalogError } from '../../catalog/errors';
import { answersTo } from './evaluate-answers';
import { formChanges, judgeResources, type ResourceVerdict } from './judge-resources';
import type { ReleaseNotes } from './notes';
import type { OneWay } from './one-way';
import type { Answers, ProductChange, Templates } from './product-change';

/** Effects of an update on one product: one that was named, or a tier that an environment launched. */
export interface ProductUpdate {
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
  readonly resources: readonly ResourceVerdict[];
  /** Changes of parameters, rules and outputs. */
  readonly form: readonly TemplateChange[];
  /** Of the releases in between, the oldest first. */
  readonly notes: readonly ReleaseNotes[];
  /** Else to be known, one sentence each. */
  readonly remarks: readonly string[];
  /** Parts that AWS couldn't take back; absent where there are none. */
  readonly oneWay?: readonly OneWay[];
}

/** Resource changes that an update is judged by, and where they come from. */
export interface ExpectedChanges extends Pick<ProductUpdate, 'source'> {
  /** Undefined where nobody could say. */
  readonly changes: readonly ResourceChange[] | undefined;
}

/** Joins all that is known of a change into what people see and what the gate judges. */
export function judgeProduct(change: ProductChange, { source, changes }: ExpectedChanges): ProductUpdate {
  const { running, tier, to, values, templates, notes } = change;
  const { name, productName, version: from, stackId, stack } = running;
  const remarks = [...change.remarks];
  if (!stack) remarks.push('Its stack is closed to you: the comparison holds for every environment type.');
  if (!templates.after) {
    remarks.push(`${productName} ${to} is not among the releases of this project: only AWS's plan counts.`);
  }
  const comparison = compared(templates, stack?.parameters, remarks);
  const changesAnswers = Object.entries(stack?.parameters ?? {}).some(([key, was]) => (values[key] ?? was) !== was);
  if (changesAnswers) remarks.push("Answers change: what follows from that, AWS's plan alone says.");
  const knowsAnswers = stack !== undefined && !changesAnswers;
  return {
    ...{ name, tier, from, to, remarks },
    product: productName,
    stack: stackId,
    isCompared: comparison !== undefined,
    source,
    resources: judgeResources({ changes, comparison, before: templates.before, knowsAnswers }),
    form: formChanges(comparison),
    notes,
  };
}

/** Our comparison with the answers of what runs; undefined, with a remark, where it isn't possible. */
function compared(
  { before, after }: Templates,
  answers: Answers | undefined,
  remarks: string[],
): Comparison | undefined {
  if (!before || !after) return undefined;
  try {
    return compareTemplates(before, after, { answers: answers && [answersTo(before, answers)] });
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    remarks.push(`Only AWS's plan counts: ${error.message}`);
    return undefined;
  }
}
