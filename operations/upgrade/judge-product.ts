import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import {
  type Comparison,
  compareTemplates,
  compareUpdate,
  type TemplateChange,
  type UpdatePlace,
} from '../../catalog/comparison';
import { CatalogError } from '../../catalog/errors';
import { isFixedOnceLaunched } from '../../catalog/product/parameters';
import type { Template } from '../../catalog/template';
import type { Stop } from '../agreement';
import { type AnswerChange, answerChanges } from './answer-changes';
import { knownAnswers } from './evaluate-answers';
import { formChanges, judgeResources, type ResourceVerdict } from './judge-resources';
import type { ReleaseNotes } from './notes';
import type { OneWay } from './one-way';
import type { ProductChange } from './product-change';

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
  readonly answers: readonly AnswerChange[];
  /** Whether our comparison could be made, with the answers before and after. */
  readonly isCompared: boolean;
  readonly resources: readonly ResourceVerdict[];
  /** Changes of parameters, rules and outputs. */
  readonly form: readonly TemplateChange[];
  /** Reasons why AWS would refuse the update, for which nobody can name anything. */
  readonly refusals: readonly Stop[];
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
export function judgeProduct(
  change: ProductChange,
  { source, changes }: ExpectedChanges,
  place: UpdatePlace,
): ProductUpdate {
  const { running, tier, to, parameters, templates, notes } = change;
  const { name, productName, version: from, stackId, stack } = running;
  const remarks = [...change.remarks];
  if (!stack) remarks.push('Its stack is closed to you: the comparison holds for every environment type.');
  if (!templates.after) {
    remarks.push(`${productName} ${to} is not among the releases of this project: only AWS's plan counts.`);
  }
  const changesUnseen = !stack && parameters.some(({ UsePreviousValue }) => !UsePreviousValue);
  if (changesUnseen) remarks.push("What follows from the answers that are given, AWS's plan alone says.");
  const comparison = compared(change, place, remarks);
  const resources = judgeResources({
    ...{ changes, comparison, before: templates.before },
    knowsAnswers: stack !== undefined,
  });
  const form = formChanges(comparison);
  const answers = answerChanges(change);
  return {
    ...{ name, tier, from, to, source, resources, form, notes, remarks },
    product: productName,
    stack: stackId,
    answers,
    isCompared: comparison !== undefined && !changesUnseen,
    refusals: [
      ...refusedAnswers(name, answers, templates.after),
      ...refusedResources(name, resources),
      ...refusedTemplates(name, form),
    ],
  };
}

/**
 * Our comparison of what runs, with its answers, and what is to run, with those that it is to have; undefined, with a
 * remark, where it isn't possible.
 */
function compared(
  { running: { stack }, templates: { before, after }, values }: ProductChange,
  place: UpdatePlace,
  remarks: string[],
): Comparison | undefined {
  if (!before || !after) return undefined;
  try {
    if (!stack) return compareTemplates(before, after);
    return compareUpdate(
      { template: before, answers: knownAnswers(before, stack.parameters) },
      { template: after, answers: knownAnswers(after, values) },
      place,
    );
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    remarks.push(`Only AWS's plan counts: ${error.message}`);
    return undefined;
  }
}

/** Answers that the form fixes at the launch. CloudFormation may well change them, and leave half a product behind. */
function refusedAnswers(name: string, answers: readonly AnswerChange[], after: Template | undefined): Stop[] {
  return answers
    .filter((answer) => isFixedOnceLaunched(after?.Parameters?.[answer.name]?.Description))
    .map((answer) => ({
      resource: `${name}.${answer.name}`,
      why: '(an answer): the form says that it is fixed once launched.',
    }));
}

function refusedResources(name: string, resources: readonly ResourceVerdict[]): Stop[] {
  return resources.flatMap(({ logicalId, type, verdict, ours }) => {
    if (verdict !== 'refused') return [];
    const refused = ours.filter(({ effect }) => effect === 'failure');
    return [{ resource: `${name}.${logicalId}`, why: `(${type}): ${refused.map(({ why }) => why).join(' ')}` }];
  });
}

/** Templates that AWS refuses as a whole. */
function refusedTemplates(name: string, form: readonly TemplateChange[]): Stop[] {
  return form
    .filter(({ type, effect }) => type === null && effect === 'failure')
    .map(({ why }) => ({ resource: name, why: `(the template): ${why}` }));
}
