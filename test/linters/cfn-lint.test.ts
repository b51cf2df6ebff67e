/** cfn-lint, which nobody here writes by, finds nothing in what the products and the portfolios' stacks are. */
import { spawnSync } from 'node:child_process';
import { programOf } from '../tools/left-out';
import { needing } from '../tools/needing';
import { cfnLint } from '../tools/tools';
import { PLANTED, reportOf, type WrittenTemplates, writeTemplates } from './written-templates';

/** Finding as cfn-lint reports it. */
interface Finding {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

needing(cfnLint).describe('cfn-lint', () => {
  let templates: WrittenTemplates;
  let findings: readonly string[];
  beforeAll(() => {
    templates = writeTemplates();
    const { stdout } = spawnSync(programOf(cfnLint), ['--format', 'json', ...templates.files], {
      cwd: templates.folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    findings = (reportOf(stdout, 'cfn-lint') as readonly Finding[]).map(
      ({ Filename, Message, Rule, Location }) => `${Filename} ${Location.Path?.join('/')}: ${Rule.Id} ${Message}`,
    );
  }, 300_000);
  afterAll(() => templates?.remove());

  it('finds nothing in any product or stack', () => {
    expect(findings.filter((finding) => !finding.startsWith(PLANTED))).toEqual([]);
  });

  it('finds a defect that is planted', () => {
    expect(findings).toContainEqual(expect.stringMatching(/^planted\.json Resources\/Planted\/.*: E3012 /));
  });
});
