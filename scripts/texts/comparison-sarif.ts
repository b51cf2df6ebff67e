import type { TemplateChange } from '../../catalog/comparison/comparison';
import { type ComparisonReport, subject } from './comparison-text';

/** Severity of SARIF by bump. */
const LEVELS = { major: 'error', minor: 'warning', patch: 'note', none: 'none' } as const;

/** Meaning of each effect, for whoever sees it in a list of findings. */
const RULES: Readonly<Record<TemplateChange['effect'], string>> = {
  none: 'AWS takes the change over in place.',
  interruption: 'AWS interrupts the resource.',
  replacement: 'AWS replaces the resource, or may replace it.',
  removal: 'AWS deletes the resource.',
  addition: 'AWS makes a new resource.',
  loss: 'AWS deletes data, though the resource stays.',
  failure: 'AWS refuses the update.',
  interface: 'What people and other stacks may ask of the template changes.',
};

/** Comparison with the new template's text, where it is a file's. */
export interface LocatedReport extends ComparisonReport {
  readonly text?: string;
}

/**
 * Comparisons as SARIF 2.1.0, which code scanning shows beside the lines of a pull request: a result a change, at the line
 * of the new template that names it.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function comparisonSarif(reports: readonly LocatedReport[]): unknown {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cloudformation-compare',
            rules: Object.entries(RULES).map(([id, words]) => ({ id, shortDescription: { text: words } })),
          },
        },
        results: reports.flatMap(resultsOf),
      },
    ],
  };
}

function resultsOf({ to, text = '', changes }: LocatedReport): unknown[] {
  const lines = text.split('\n');
  return changes.map((change) => ({
    ruleId: change.effect,
    level: LEVELS[change.bump],
    message: { text: `${subject(change)}: ${change.why}` },
    properties: { bump: change.bump, losesData: change.losesData, environmentTypes: change.environmentTypes },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: to }, region: { startLine: lineOf(change, lines) } },
        ...(change.logicalId !== null && {
          logicalLocations: [
            { fullyQualifiedName: [change.logicalId, change.property].filter((name) => name !== null).join('.') },
          ],
        }),
      },
    ],
  }));
}

/** Line that names the changed thing, from 1; the first where none does, since it went. */
function lineOf({ logicalId }: TemplateChange, lines: readonly string[]): number {
  if (logicalId === null) return 1;
  const found = lines.findIndex((line) => {
    const key = line.trimStart().replace(/^["']/, '');
    return key.startsWith(logicalId) && /^["']?\s*:/.test(key.slice(logicalId.length));
  });
  return found + 1 || 1;
}
