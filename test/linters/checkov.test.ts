/** checkov, which nobody here writes by, finds nothing but what `.checkov.yaml` explains, at the resources named here. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, isSeq, parseDocument } from 'yaml';
import { programOf } from '../tools/left-out';
import { needing } from '../tools/needing';
import { checkov } from '../tools/tools';
import { PLANTED, reportOf, type WrittenTemplates, writeTemplates } from './written-templates';

const CONFIGURATION = join(__dirname, '../../.checkov.yaml');

/** Permissions boundaries, and what else is made in every account. */
const BOUNDARIES = ['publishing', 'workload'].flatMap((purpose) => [
  `BellyfedCatalogAccount PermissionsBoundary${purpose}`,
  `BellyfedCatalogSpoke RolesPermissionsBoundary${purpose}`,
]);
const OBSERVABILITY_ROLES = ['BellyfedCatalogAccount Launch', 'BellyfedCatalogSpoke RolesLaunch'].map(
  (role) => `${role}observabilityPolicy1`,
);
const APP_FUNCTIONS = ['app FunctionApi', 'app FunctionEvents', 'app FunctionMaintenance'];
const SEARCH_FUNCTIONS = ['search FunctionsIndexer', 'search FunctionsMaintenance', 'search FunctionsSearch'];

/** Resources at which each skipped check finds something. The check is skipped everywhere, so anywhere else must be looked at. */
const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  CKV_AWS_2: ['app ListenerHttp'],
  CKV_AWS_18: ['data BucketsLogs', 'delivery Artifacts', 'publishing Artifacts'],
  CKV_AWS_33: ['BellyfedCatalogHub LaunchEventsKey'],
  CKV_AWS_103: ['app ListenerHttp'],
  CKV_AWS_107: BOUNDARIES,
  CKV_AWS_108: BOUNDARIES,
  CKV_AWS_109: BOUNDARIES,
  CKV_AWS_111: [...BOUNDARIES, ...OBSERVABILITY_ROLES],
  CKV_AWS_115: [...APP_FUNCTIONS, ...SEARCH_FUNCTIONS],
  CKV_AWS_116: ['app FunctionApi', 'app FunctionEvents', 'search FunctionsIndexer', 'search FunctionsSearch'],
  CKV_AWS_117: APP_FUNCTIONS,
  CKV_AWS_118: ['data DatabaseReader1Instance', 'data DatabaseReader2Instance', 'data DatabaseWriterInstance'],
  CKV_AWS_120: ['app RestApiStage'],
  CKV_AWS_158: ['BellyfedCatalogAccount GuardLogs', 'BellyfedCatalogGuard GuardLogs', 'BellyfedCatalogSpoke GuardLogs'],
  CKV_AWS_260: ['app SecurityGroupLoadBalancer'],
};

interface Report {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly file_path: string;
      readonly resource: string;
    }[];
  };
}

/** Checks that are skipped, each with its reason. */
function skipped(): ReadonlyMap<string, string> {
  const checks = parseDocument(readFileSync(CONFIGURATION, 'utf8')).get('skip-check');
  if (!isSeq(checks)) throw new Error('.checkov.yaml: skip-check is a list');
  const reasons = new Map<string, string>();
  // The first comment is the list's own.
  let reason = checks.commentBefore ?? '';
  for (const item of checks.items) {
    if (!isScalar(item)) throw new Error('.checkov.yaml: skip-check lists ids');
    // One reason may stand above several checks.
    reason = item.commentBefore ?? reason;
    reasons.set(String(item.value), reason);
  }
  return reasons;
}

it('every check that is skipped has its reason', () => {
  expect([...skipped()].filter(([, reason]) => reason.trim().split(/\s+/).length < 8)).toEqual([]);
});

needing(checkov).describe('checkov', () => {
  let templates: WrittenTemplates;
  beforeAll(() => {
    templates = writeTemplates();
  }, 120_000);
  afterAll(() => templates?.remove());

  /** Findings by check: `{ CKV_AWS_2: ['app ListenerHttp'] }`. */
  function findings(...args: readonly string[]): Record<string, string[]> {
    const { stdout } = spawnSync(programOf(checkov), [...args, '--compact', '--quiet', '--output', 'json'], {
      cwd: templates.folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const { results } = reportOf(stdout, 'checkov') as Report;
    const found: Record<string, string[]> = {};
    for (const { check_id: id, file_path: file, resource } of results.failed_checks) {
      const logicalId = resource.slice(resource.lastIndexOf('.') + 1).replace(/[0-9A-F]{8}$/, '');
      found[id] = [...(found[id] ?? []), `${file.replace(/^\//, '').replace('.json', '')} ${logicalId}`].sort();
    }
    return found;
  }

  it('finds what is explained, where it is explained, and nothing else', () => {
    const files = templates.files.filter((file) => file !== PLANTED).flatMap((file) => ['--file', file]);
    const found = findings('--framework', 'cloudformation', '--skip-download', ...files);
    const accepted = Object.entries(ACCEPTED).map(([check, resources]) => [check, [...resources].sort()]);
    expect(found).toEqual(Object.fromEntries(accepted));
    expect(Object.keys(found).sort()).toEqual([...skipped().keys()].sort());
  }, 300_000);

  it('takes the project’s configuration, and finds a defect that is planted', () => {
    const found = findings('--config-file', CONFIGURATION, '--file', PLANTED, '--file', 'app.json');
    expect(found).toEqual({ CKV_AWS_27: ['planted Planted'] });
  }, 120_000);
});
