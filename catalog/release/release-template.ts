import { readFileSync } from 'node:fs';
import { parseTemplate } from '../template/parse';
import type { Template } from '../template/types';
import type { Release } from './release';

/** Template of a release, from its file. */
export function releaseTemplate({ file }: Pick<Release, 'file'>): Template {
  return parseTemplate(readFileSync(file, 'utf8'));
}
