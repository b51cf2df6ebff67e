import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportMarkdown } from './markdown';
import { type Report, reportJson } from './report';

/** Writes the report to a folder, as Markdown and as JSON. @returns the path of the former */
export function writeReport(folder: string, report: Report): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${report.run}.md`);
  writeFileSync(path, reportMarkdown(report));
  writeFileSync(join(folder, `${report.run}.json`), reportJson(report));
  return path;
}
