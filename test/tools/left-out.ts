import { look, type Sighting, type Tool } from './tool';

/** Tool that a test file would have needed, and why it is not there. */
export interface Missing {
  readonly tool: Tool;
  readonly problem: string;
}

/** Sightings of the tools of this machine. The test runner keeps this module from file to file. */
const sightings = new Map<Tool['variable'], Sighting>();

/** Tools that the file that runs has missed. */
let missed: Missing[] = [];

/** Tools that are missing of those that a file needs; they are remembered for the run's last line. */
export function missing(tools: readonly Tool[]): readonly Missing[] {
  const absent = tools.flatMap((tool) => {
    const sighting = sightingOf(tool);
    return 'problem' in sighting ? [{ tool, problem: sighting.problem }] : [];
  });
  missed.push(...absent);
  return absent;
}

/**
 * Whether a missing tool is a failure: `CI` is set and nothing says that the tool isn't there, or a path was named and has
 * none.
 */
export function isDemanded({ variable, isDemanded = false }: Tool): boolean {
  const named = process.env[variable];
  return isDemanded && (named === undefined ? Boolean(process.env.CI) : named !== '');
}

/** Path of a tool's program; an error says how to have the tool where there is none. */
export function programOf(tool: Tool): string {
  const sighting = sightingOf(tool);
  if ('path' in sighting) return sighting.path;
  throw new Error(`${tool.name}: ${sighting.problem}; ${remedy(tool)}.`);
}

/** Tools that the file that has run missed; the next one begins with none. */
export function takeMissed(): readonly Missing[] {
  const taken = missed;
  missed = [];
  return taken;
}

/** Way to have a tool, as a line to type. */
export function remedy(tool: Tool): string {
  const command = 'debian' in tool ? `apt-get install ${tool.debian}` : tool.command;
  return `${command}, or ${tool.variable}=<path of ${tool.program}>`;
}

function sightingOf(tool: Tool): Sighting {
  const known = sightings.get(tool.variable) ?? look(tool, process.env);
  sightings.set(tool.variable, known);
  return known;
}
