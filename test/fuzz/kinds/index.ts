import type { FuzzKind } from '../kind';
import { awsAnswers } from './aws-answers';
import { archives, bundles, sandboxArchives } from './bundles';
import { requests } from './requests';
import { answers, contexts, specs } from './settings';
import { jsonTemplates, yamlTemplates } from './templates';

/** Kinds of everything that is read from a file, an archive, a request or AWS. */
export const kinds: readonly FuzzKind[] = [
  ...[jsonTemplates, yamlTemplates, bundles, archives, specs, contexts, answers],
  ...[sandboxArchives, requests, awsAnswers],
];
