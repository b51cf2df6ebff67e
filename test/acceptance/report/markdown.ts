import { type Ended, type Judged, type Report, summary, withoutAccounts } from './report';

/** The report as Markdown, what differs first, without ids of accounts. */
export function reportMarkdown(report: Report): string {
  const { run, region, isSandbox, began, ended, probes, steps, assumptions, stays } = report;
  const differing = assumptions.filter(({ verdict }) => verdict === 'differs');
  const lines = [
    `# Acceptance: ${run}`,
    '',
    `${isSandbox ? 'In a sandbox' : 'On AWS'}, region ${region}, from ${began} to ${ended}. ${summary(report)}.`,
    ...(isSandbox ? ['', 'A sandbox says what this project believes: nothing here is a word about AWS.'] : []),
    ...section('What to change', differing.flatMap(toChange)),
    ...section('Assumptions', table(['assumption', 'verdict', 'seen'], assumptions.map(row))),
    ...section('Probes', table(['probe', 'result', 'seconds', ''], probes.map(endedRow))),
    ...section('Steps', table(['step', 'result', 'seconds', ''], steps.map(endedRow))),
    ...section(
      'Still there',
      stays.map((each) => `- ${each}`),
    ),
  ];
  return withoutAccounts(`${lines.join('\n')}\n`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

function toChange({ id, text, seen, stands, mend }: Judged): string[] {
  return [
    `- **${id}**: "${text}" isn't so: ${oneLine(seen)}`,
    `  What fell: ${stands}`,
    `  In ${mend.where.map((file) => `\`${file}\``).join(', ')}: ${mend.change}`,
  ];
}

function row({ id, text, verdict, seen }: Judged): string[] {
  return [`${id}: ${text}`, `*${verdict}*`, seen];
}

function endedRow({ id, result, seconds, words }: Ended): string[] {
  return [id, result, String(seconds), words];
}

/** Table of Markdown; cells are brought to one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.map(oneLine).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
