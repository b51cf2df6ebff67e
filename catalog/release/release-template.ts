import { readFileSync } from 'node:fs';
import { parseTemplate, type Template } from '../template';
import type { Release } from './release';

/** Template of a release, from its file. */
export function releaseTemplate({ file }: Pick<Release, 'file'>): Template {
  return parseTemplate(readFileSync(file, 'utf8'));
}
