import type { Json } from '../../../../catalog/template';
import type { ChoiceRule } from './choice';
import type { Catcher, Retrier } from './error-handling';

/** State machine in the Amazon States Language, or a branch of one: https://states-language.net/spec.html */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  /** Seconds that a whole execution may take. */
  readonly TimeoutSeconds?: number;
  readonly QueryLanguage?: string;
  /** Of what a map runs for each item. */
  readonly ProcessorConfig?: { readonly Mode?: string };
}

/** State of a machine, by its `Type`. */
export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** Fields that every state may have. */
interface CommonFields {
  /** `JSONPath`, the default, or `JSONata`. */
  readonly QueryLanguage?: string;
}

/** Fields that shape a state's input and output. */
export interface DataFields extends CommonFields {
  readonly InputPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
}

/** Fields by which a state goes on; one without `Next` is the last of its branch. */
interface Following {
  readonly Next?: string;
}

/** Fields of states that can fail and be run again. */
export interface Handling {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */
export interface PassState extends DataFields, Following {
  readonly Type: 'Pass';
  readonly Result?: Json;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export interface TaskState extends DataFields, Following, Handling {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export interface ChoiceState extends DataFields {
  readonly Type: 'Choice';
  readonly Choices: readonly (ChoiceRule & { readonly Next: string })[];
  readonly Default?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html: one of the four times is there. */
export interface WaitState extends DataFields, Following {
  readonly Type: 'Wait';
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */
export interface SucceedState extends DataFields {
  readonly Type: 'Succeed';
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export interface FailState extends CommonFields {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export interface ParallelState extends DataFields, Following, Handling {
  readonly Type: 'Parallel';
  readonly Branches: readonly Machine[];
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html; `Iterator` and `Parameters` are the older names. */
export interface MapState extends DataFields, Following, Handling {
  readonly Type: 'Map';
  readonly ItemProcessor?: Machine;
  readonly Iterator?: Machine;
  readonly ItemsPath?: string;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number;
  readonly MaxConcurrencyPath?: string;
}

/** All states by name: those inside `Map` and `Parallel` states too, since names are unique in a machine. */
export function allStates(machine: Machine): Map<string, State> {
  const found = new Map<string, State>();
  for (const [name, state] of Object.entries(machine.States)) {
    found.set(name, state);
    for (const branch of branchesOf(state)) for (const [inner, each] of allStates(branch)) found.set(inner, each);
  }
  return found;
}

/** States that a map runs for each item. */
export function processorOf({ ItemProcessor, Iterator: iterator }: MapState): Machine | undefined {
  return ItemProcessor ?? iterator;
}

function branchesOf(state: State): readonly Machine[] {
  if (state.Type === 'Parallel') return state.Branches;
  const processor = state.Type === 'Map' ? processorOf(state) : undefined;
  return processor ? [processor] : [];
}
