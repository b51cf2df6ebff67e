import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program that some checks need and that Node and git don't bring; Debian has it, or a command brings it. */
export type Tool = Program & ({ readonly debian: string } | { readonly command: string });

/** Program as it is looked for. */
interface Program {
  /** Name in the field's words. */
  readonly name: string;
  /** Environment variable that names the program, before all else. */
  readonly variable: string;
  /** Usual places, in order; after them the program is looked for on the path. */
  readonly places: readonly string[];
  /** Name of the program on the path. */
  readonly program: string;
  /** Arguments with which it tells its version. */
  readonly version: readonly string[];
  /** Code with which it ends then. @default 0 */
  readonly exitCode?: number;
  /** Release that it must be, as it tells its version, where others find other things. @default any */
  readonly release?: string;
  /** Whether its absence is a failure on continuous integration, and where its variable names another program. @default false */
  readonly isDemanded?: boolean;
}

/** Tool as it is on this machine: its program, or why there is none. */
export type Sighting = { readonly path: string } | { readonly problem: string };

/**
 * Looks for a tool: by its variable, in its usual places, on the path. Each program found is run once, to tell its version;
 * one that can't, or that is another release than wanted, is passed over. A variable that is set is the only place: empty, it says that the tool is not there.
 */
export function look(tool: Tool, env: NodeJS.ProcessEnv): Sighting {
  const named = env[tool.variable];
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates =
    named === undefined ? [...tool.places, ...path.map((folder) => join(folder, tool.program))] : [named];
  const programs = candidates.filter(isProgram);
  const told = programs.map((program) => {
    const { status, stdout } = spawnSync(program, [...tool.version], { env, timeout: 60_000, encoding: 'utf8' });
    return { program, isWorking: status === (tool.exitCode ?? 0), words: (stdout ?? '').split(/\s+/) };
  });
  const working = told.filter(({ isWorking }) => isWorking);
  const fitting = working.find(({ words }) => tool.release === undefined || words.includes(tool.release));
  if (fitting !== undefined) return { path: fitting.program };
  if (working.length > 0) return { problem: `${namesOf(working)} is not release ${tool.release}` };
  if (told.length > 0) return { problem: `${namesOf(told)} can't tell a version` };
  return {
    problem: named === undefined ? 'not found' : `${tool.variable} names no program, got: ${named || 'nothing'}`,
  };
}

function namesOf(programs: readonly { readonly program: string }[]): string {
  return programs.map(({ program }) => program).join(' and ');
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
