import { expressionOf } from './expression';
import { allStates, type Machine, processorOf, type State } from './machine';
import { SyntaxProblem } from './scanner';

/** Fields of states, rules and catchers that AWS acts on and the sandbox doesn't. */
const FIELDS = [
  ...['Assign', 'Credentials', 'HeartbeatSeconds', 'HeartbeatSecondsPath', 'ItemBatcher', 'ItemReader', 'ResultWriter'],
  ...['ToleratedFailureCount', 'ToleratedFailureCountPath', 'ToleratedFailurePercentage'],
  ...['ToleratedFailurePercentagePath'],
];

/**
 * Reasons why the sandbox can't run a machine that AWS would run; none where it can. What isn't run is refused as a whole:
 * an execution that leaves something out isn't the one that AWS would run.
 *
 * @param runsTask whether a task's resource can be called
 */
export function unsupported(machine: Machine, runsTask: (resource: string) => boolean): string[] {
  const isJsonata = machine.QueryLanguage === 'JSONata';
  const problems = isJsonata ? ['The sandbox runs state machines in JSONPath, not in JSONata.'] : [];
  for (const [name, state] of allStates(machine)) {
    problems.push(...problemsOf(state, runsTask).map((problem) => `${problem} (state '${name}')`));
  }
  return problems;
}

function problemsOf(state: State, runsTask: (resource: string) => boolean): string[] {
  if (state.QueryLanguage === 'JSONata') return ['The sandbox runs states in JSONPath, not in JSONata.'];
  const rules = [...('Choices' in state ? state.Choices : []), ...('Catch' in state ? (state.Catch ?? []) : [])];
  const fields = FIELDS.filter((field) => [state, ...rules].some((each) => field in each));
  const problems = fields.map((field) => `The sandbox doesn't run ${field}.`);
  if (state.Type === 'Map') problems.push(...mapProblems(processorOf(state)));
  if (state.Type === 'Task' && !runsTask(state.Resource)) {
    problems.push(`The sandbox runs no task of the resource ${state.Resource}.`);
  }
  return [...problems, ...expressionsOf(state, false).flatMap(syntaxProblem)];
}

function mapProblems(processor: Machine | undefined): string[] {
  const mode = processor?.ProcessorConfig?.Mode ?? 'INLINE';
  return mode === 'INLINE' ? [] : [`The sandbox runs maps in the mode INLINE, not ${mode}.`];
}

/** Fields that hold templates, in which expressions are known by the ending `.$`. */
const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector'];
/** Fields that hold data, or states of their own. */
const OTHERS = ['Result', 'Branches', 'ItemProcessor', 'Iterator'];

/** Paths and intrinsic functions of a state's own fields. */
function expressionsOf(fields: object, isTemplate: boolean): string[] {
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
    const isExpression = isTemplate ? name.endsWith('.$') : name === 'Variable' || name.endsWith('Path');
    if (isExpression && typeof value === 'string') return [value];
    if (typeof value !== 'object' || value === null || (!isTemplate && OTHERS.includes(name))) return [];
    return expressionsOf(value, isTemplate || TEMPLATES.includes(name));
  });
}

function syntaxProblem(expression: string): string[] {
  try {
    expressionOf(expression);
    return [];
  } catch (error) {
    if (error instanceof SyntaxProblem) return [`Expression: ${error.message}.`];
    throw error;
  }
}
