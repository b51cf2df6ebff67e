import type { Assumption } from './assumption';
import { probes } from './probes';
import type { Probe } from './probes/probe';
import { table } from './report/markdown';
import { lastStep, steps } from './steps';

/** Lines of docs/acceptance.md that stand before and after its generated part. */
export const MARKS = ['<!-- begin: written by the lists of probes and steps -->', '<!-- end -->'] as const;

/** Generated part of docs/acceptance.md: the steps, and each assumption with what settles it and what it costs. */
export function generatedPart(): string {
  const all = [...steps, lastStep];
  return [
    '## Steps of the whole',
    '',
    ...table(
      ['step', 'what it does', 'minutes at most', 'in the sandbox'],
      all.map(({ id, title, minutes, runsInSandbox = true }) => [
        id,
        title,
        String(minutes),
        runsInSandbox ? 'yes' : 'no',
      ]),
    ),
    '',
    '## Assumptions',
    '',
    ...probes.flatMap((probe) => probe.assumptions.flatMap((assumption) => entry(probe, assumption))),
  ].join('\n');
}

function entry(probe: Probe, { id, text, stands, mend }: Assumption): string[] {
  const files = mend.where.map((path) => `[${path}](../${path})`).join(', ');
  return [
    `### ${id}`,
    '',
    text,
    '',
    `- **Stands with it:** ${stands}`,
    `- **If it falls:** ${mend.change} In ${files}.`,
    `- **Settled by:** ${wayOf(probe)}`,
    ...handSteps(probe),
    '',
  ];
}

function wayOf({ id, way, makes, usd, minutes }: Probe): string {
  const cost = usd === 0 ? 'nothing' : `${usd.toFixed(2)} US dollars`;
  const effort = `it makes ${makes}; at most ${minutes} minutes and ${cost}`;
  switch (way.kind) {
    case 'program':
      return `the probe \`${id}\`${way.option === undefined ? '' : ` (\`--${way.option}\`)`}: ${effort}.`;
    case 'step':
      return `the step \`${way.step}\` of the whole.`;
    case 'hand':
      return `hand: ${effort}.`;
  }
}

function handSteps({ way }: Probe): string[] {
  return way.kind === 'hand' ? way.steps.map((step, index) => `  ${index + 1}. ${step}`) : [];
}
