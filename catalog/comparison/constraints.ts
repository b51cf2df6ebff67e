import { parameterProblems, parameterType, type TemplateParameter } from '../template';
import type { FoundChange } from './comparison';
import { isProvenWithin } from './text-language';

/** Verdict on a change of one key of a parameter's constraints. */
export interface ConstraintChange extends Pick<FoundChange, 'effect' | 'bump' | 'why'> {
  readonly property: Constraint;
}

type Constraint = 'AllowedValues' | 'AllowedPattern' | 'MinLength' | 'MaxLength' | 'MinValue' | 'MaxValue';

const CONSTRAINTS: readonly Constraint[] = [
  'AllowedValues',
  'AllowedPattern',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
];

/**
 * Verdict on a change of constraints, for those who gave a value before: whether each value that was allowed still is.
 * What can't be proven to be as wide counts as narrower.
 */
export function constraintChange(then: TemplateParameter, now: TemplateParameter): ConstraintChange[] {
  return CONSTRAINTS.flatMap((property): ConstraintChange[] => {
    if (JSON.stringify(then[property]) === JSON.stringify(now[property])) return [];
    const refused = refusedValue(then, { Type: then.Type, [property]: now[property] });
    if (refused !== undefined) {
      const why = `The constraint is narrower: ${refused}, so updates that keep the previous value may be refused.`;
      return [{ property, effect: 'interface', bump: 'major', why }];
    }
    const isSame =
      refusedValue({ ...now, Type: then.Type }, { Type: then.Type, [property]: then[property] }) === undefined;
    return [
      isSame
        ? {
            property,
            effect: 'none',
            bump: 'patch',
            why: 'The constraint is written differently and allows the same values.',
          }
        : {
            property,
            effect: 'interface',
            bump: 'minor',
            why: 'The constraint is wider: what was allowed still is, and more. Something new is minor.',
          },
    ];
  });
}

/** Value that one declaration allows and another may refuse; undefined when it is proven that nothing is. */
function refusedValue(allows: TemplateParameter, constraint: TemplateParameter): string | undefined {
  const { AllowedValues: values } = allows;
  if (values !== undefined && !parameterType(allows.Type)?.list) {
    const refused = values.map(String).find((value) => isAllowed(value, allows) && !isAllowed(value, constraint));
    return refused === undefined ? undefined : `${JSON.stringify(refused)} is no longer allowed`;
  }
  const fault = CONSTRAINTS.map((property) => mayRefuse(property, allows, constraint)).find((one) => one !== undefined);
  if (fault === undefined || constraint.AllowedValues !== undefined) return fault;
  const isText = parameterType(allows.Type)?.element === 'String';
  return isText && isProvenWithin(allows, constraint) ? undefined : fault;
}

/** Whether a declaration allows a value. */
export function isAllowed(value: string, { Default: _, ...parameter }: TemplateParameter): boolean {
  const template = { Parameters: { It: parameter }, Resources: {} };
  return parameterProblems(template, { It: value }).length === 0;
}

function mayRefuse(property: Constraint, then: TemplateParameter, now: TemplateParameter): string | undefined {
  const [was, is] = [then[property], now[property]];
  if (is === undefined || JSON.stringify(was) === JSON.stringify(is)) return undefined;
  switch (property) {
    case 'AllowedValues': {
      const old = then.AllowedValues?.map(String);
      const allowed = new Set(now.AllowedValues?.map(String));
      const refused = old?.filter((value) => !allowed.has(value)) ?? [];
      if (old !== undefined && refused.length === 0) return undefined;
      return old === undefined ? 'only listed values are allowed' : `${refused.join(', ')} no longer allowed`;
    }
    case 'AllowedPattern':
      return `not everything that was allowed is known to match ${now.AllowedPattern}`;
    case 'MinLength':
    case 'MinValue': {
      const least = property === 'MinLength' ? 0 : Number.NEGATIVE_INFINITY;
      return Number(is) > Number(was ?? least) ? `it must be at least ${is}` : undefined;
    }
    default:
      return Number(is) < Number(was ?? Number.POSITIVE_INFINITY) ? `it must be at most ${is}` : undefined;
  }
}
