/** All that the golden tests take from elsewhere: the command, and what it works on. */
import { join } from 'node:path';
import type { catalog } from '../../../scripts/catalog';

export { addRelease } from '../../../catalog/release';
export { type TierId, tierIds } from '../../../products/environment/tiers';
export { catalog } from '../../../scripts/catalog';
export { type SmallProject, smallProject } from '../../operations/publish/small-project';
export { EnvironmentCatalog } from '../../products/environment/environment-catalog';
export { environmentPinning } from '../../products/environment/environment-pinning';
export { keyedTable, standIn, standInResource } from '../../products/environment/stand-in';
export { TestCatalog } from '../../sandbox/service-catalog/with-catalog';
export { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
export { copyProject, type ProjectCopy } from '../project-copy';
export { rewriteRelease } from '../rewrite-release';
export { projectRoot, type Run } from '../run-catalog';
export { data, network } from '../upgrade/tiers';
export { UpgradeCatalog } from '../upgrade/upgrade-catalog';

/** The program. */
export type Command = typeof catalog;

/** The program of a copy of the project. */
export async function catalogOf(root: string): Promise<Command> {
  return (await import(join(root, 'scripts/catalog'))).catalog;
}
