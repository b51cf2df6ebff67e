/** All that the golden tests take from elsewhere: the command, and what it works on. */
export { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
export { copyProject, type ProjectCopy } from '../project-copy';
export { rewriteRelease } from '../rewrite-release';
export { projectRoot, type Run, runCatalog } from '../run-catalog';
