import {
  dependencyGraph,
  type EvaluatedTemplate,
  evaluateTemplate,
  type Template,
  TemplateError,
} from '../../../../catalog/template';
import { storedTemplate } from '../template-store';
import { accountContext, type EvaluationOf } from './evaluation';
import type { StackSession } from './stack-session';

/** Evaluated template of a stack's operation: the same in each of its steps. */
export interface Plan {
  readonly of: EvaluationOf;
  readonly template: Template;
  /** With references to resources and dynamic references left unresolved. */
  readonly evaluated: EvaluatedTemplate;
  /** Logical ids in an order in which they can be made. */
  readonly order: readonly string[];
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the exports that the template reads. */
  readonly imports: readonly string[];
}

/** Plans that are kept: they only save work, and are made again after a restart. */
const KEPT = 500;

const plans = new Map<string, Plan>();

/**
 * The plan of the operation under way.
 *
 * @throws TemplateError for what only the account could tell: a missing export, and what follows from an export's value.
 */
export function planOf(session: StackSession): Plan {
  const known = plans.get(session.operation.id);
  if (known) return known;
  const plan = makePlan(session);
  plans.set(session.operation.id, plan);
  const [oldest] = plans.keys();
  if (plans.size > KEPT && oldest !== undefined) plans.delete(oldest);
  return plan;
}

/** Forgets the plan of an operation that has ended. */
export function dropPlan(operationId: string): void {
  plans.delete(operationId);
}

function makePlan({ stack, work }: StackSession): Plan {
  const { definition } = stack;
  if (!definition) throw new TemplateError('Template format error: the stack has no template.');
  const of: EvaluationOf = { scope: stack, stackName: stack.name, stackId: stack.id, definition };
  const template = storedTemplate(work.db, definition.processed);
  const imports = new Set<string>();
  const { importValue, dynamicReference: _, ...context } = accountContext(of, work.db);
  const evaluated = evaluateTemplate(template, {
    ...context,
    importValue: (name) => {
      imports.add(name);
      return importValue?.(name) ?? null;
    },
  });
  const { order, dependencies } = dependencyGraph(evaluated);
  return { of, template, evaluated, order, dependencies, imports: [...imports] };
}
