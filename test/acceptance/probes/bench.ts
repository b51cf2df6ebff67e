import { setTimeout as pause } from 'node:timers/promises';
import { terminateLaunched } from '../launched';
import type { Place } from '../place';
import { PROBE_PREFIX } from '../run-tag';
import { createStack, deleteStack, type StackEnd, stackNamed, type Template, updateStack } from '../stacks';

/** Workplace of one probe: the stacks that it makes carry the run's tag, and go when it ends. */
export interface Bench {
  readonly place: Place;
  readonly runId: string;
  /** Name of a stack of the probe. */
  stackName(part?: string): string;
  /** Makes a stack. @param part of the probe, where it makes several */
  create(template: Template, options?: StackOptions): Promise<StackEnd>;
  /** Updates a stack that it made. */
  update(template: Template, options?: StackOptions): Promise<StackEnd>;
  /** Deletes a stack that it made, before the probe ends. */
  remove(part?: string): Promise<StackEnd>;
  /** Waits for what IAM takes to know a new role everywhere. */
  untilRolesAreKnown(): Promise<void>;
}

/** Part of a probe that a stack is, and the role that CloudFormation works as. */
export interface StackOptions {
  readonly part?: string;
  readonly role?: string;
}

/** Bench of a probe, and how to clear it. */
export interface OpenBench {
  readonly bench: Bench;
  /** Terminates what the probe launched, while its launch role is there, and deletes its stacks, the last first. */
  clear(): Promise<void>;
}

/** Opens a bench for a probe. */
export function openBench(place: Place, runId: string, probeId: string): OpenBench {
  const made: string[] = [];
  const stackName = (part?: string) => [PROBE_PREFIX, probeId, part, runId].filter((it) => it !== undefined).join('-');
  const bench: Bench = {
    place,
    runId,
    stackName,
    create: (template, { part, role } = {}) => {
      made.push(stackName(part));
      return createStack(place, runId, { name: stackName(part), template, role });
    },
    update: (template, { part, role } = {}) => updateStack(place, { name: stackName(part), template, role }),
    remove: async (part) => {
      const stack = await stackNamed(place, stackName(part));
      return stack?.StackId === undefined
        ? { status: 'DELETE_COMPLETE', reasons: [], outputs: {} }
        : deleteStack(place, stack.StackId);
    },
    untilRolesAreKnown: () => pause(place.isSandbox ? 0 : 20_000).then(() => {}),
  };
  return {
    bench,
    clear: async () => {
      // A launch has the name of the stack that offers its product.
      for (const Name of made) {
        const why = await terminateLaunched(place, { Name });
        if (why !== undefined) throw new Error(`${Name}: ${why}`);
      }
      for (const name of made.reverse()) {
        const stack = await stackNamed(place, name);
        if (stack?.StackId !== undefined) await deleteStack(place, stack.StackId);
      }
    },
  };
}
