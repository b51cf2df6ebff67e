import type { Product } from '../../catalog/product';
import { loadReleases, releaseTemplate } from '../../catalog/release';
import type { Template } from '../../catalog/template';
import type { Project } from '../context';
import { productFolder } from './choose-product';

/** The template of a version, where this project has it. */
export function releasedTemplate(project: Project, { id }: Pick<Product, 'id'>, version: string): Template | undefined {
  const release = loadReleases(productFolder(project, id)).find((it) => it.version === version);
  return release && releaseTemplate(release);
}
