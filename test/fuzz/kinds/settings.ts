import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { loadReleases, releaseTemplate } from '../../../catalog/release';
import {
  evaluateTemplate,
  type Json,
  parameterProblems,
  pseudoParameters,
  resolveParameters,
  ruleProblems,
  TemplateError,
  UNRESOLVED,
} from '../../../catalog/template';
import { renderProton } from '../../../operations/project/render-proton';
import { products } from '../../../products';
import type { Random } from '../../sandbox/random';
import { projectRoot, runCatalog } from '../../scripts/run-catalog';
import { faultOf } from '../ended';
import type { FuzzKind } from '../kind';
import { mutateText, mutateValue } from '../mutate';

/** Environment of a command that gets as far as its first call of AWS: nobody listens there. */
const NOWHERE = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1' };

async function exampleSpecs(): Promise<string[]> {
  const bundles = await Promise.all(
    products
      .filter(({ id }) => ['network', 'data', 'app'].includes(id))
      .map((product) => renderProton({ root: projectRoot }, product)),
  );
  const specs = bundles.flatMap(({ files, templateName }) =>
    files.filter(({ path }) => path.startsWith(`${templateName}/spec/`)).map(({ text }) => text),
  );
  return [...specs, specs.slice(0, 3).join('\n---\n')];
}

/** Kind of files of specs that `launch --spec` reads. */
export const specs: FuzzKind = {
  name: 'spec',
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const file = join(folder, 'spec.yaml');
    const texts = (await exampleSpecs()).map((text) => text.replace(/^proton:/m, 'product: network\nproton:'));
    const launch = (content: string) => {
      writeFileSync(file, content);
      return runCatalog(['launch', '--spec', file, '--plan'], { env: NOWHERE });
    };
    await launch(texts[0] ?? '');
    const run = async (random: Random) => {
      const text = random.pick(texts);
      const mutant =
        random.chance(60) && !text.includes('---')
          ? stringify(mutateValue(parse(text), random))
          : mutateText(text, random);
      const ended = await launch(mutant);
      const isParser =
        /can't be written out|nested deeper|more than \d+ (?:characters|documents|values)|Nested mappings|Implicit|Unexpected|Missing|must be indented|All mapping items|plain value|Block collections|Unresolved tag|Invalid escape|quote/.test(
          ended.stderr,
        );
      return { parsed: !isParser, fault: faultOf(ended, LISTED) };
    };
    return { run, close: async () => rmSync(folder, { recursive: true, force: true }) };
  },
};

/** Line on a mistake of a file of specs: the file, the line, the path. */
const LISTED = /^\S*spec\.yaml:\d+: /;

/** Settings in which each that there is stands. */
const CONTEXT = {
  context: {
    bellyfed: {
      hub: { account: '111122223333' },
      regions: ['us-east-1', 'eu-west-1'],
      organization: 'o-abcdefghij',
      provider: 'Platform',
      support: { email: 'platform@example.com', url: 'https://example.com', description: 'Ask.' },
      notify: ['platform@example.com'],
      developers: {
        roles: ['Developer*'],
        accounts: ['222233334444'],
        organizationalUnits: ['ou-abcd-abcdefgh'],
        organization: false,
        monthlyBudget: 100,
      },
      production: { roles: ['Operator*'], shareTagOptions: true, sharePrincipals: false },
      platform: { roles: ['Engineer*'] },
      serviceActions: [],
      permissionsBoundary: 'allowed',
      reservedNames: ['prod'],
      tagOptions: { Owner: ['one', 'two'], CostCenter: ['three'] },
    },
  },
} satisfies Json;

/** Kind of `cdk.json`, and of settings that are given on the command line. */
export const contexts: FuzzKind = {
  name: 'context',
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    await runCatalog(['publish', '--plan'], { root: folder, env: NOWHERE });
    const run = async (random: Random) => {
      const inFile = random.chance(70);
      const value: Json = inFile ? CONTEXT : CONTEXT.context.bellyfed;
      const mutant = random.chance(70)
        ? JSON.stringify(mutateValue(value, random))
        : mutateText(JSON.stringify(value, undefined, 1), random);
      writeFileSync(join(folder, 'cdk.json'), inFile ? mutant : '{}');
      const given = inFile ? [] : ['--context', `bellyfed=${mutant}`];
      const ended = await runCatalog(['publish', '--plan', ...given], { root: folder, env: NOWHERE });
      return { parsed: isJson(mutant), fault: faultOf(ended) };
    };
    return { run, close: async () => rmSync(folder, { recursive: true, force: true }) };
  },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Kind of answers to a form: the parameters of a launch, checked and put into the template. */
export const answers: FuzzKind = {
  name: 'answers',
  open: async () => {
    const forms = products.flatMap(({ id }) => {
      const release = loadReleases(join(projectRoot, 'products', id)).at(-1);
      return release === undefined ? [] : [releaseTemplate(release)];
    });
    const pseudo = pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'one' });
    const run = async (random: Random) => {
      const template = random.pick(forms);
      const names = Object.keys(template.Parameters ?? {});
      const values: Record<string, string> = { EnvironmentName: 'one', EnvironmentType: 'dev' };
      for (const name of names.filter(() => random.chance(15))) {
        const { AllowedValues, Default = 'a,b' } = template.Parameters?.[name] ?? {};
        const likely = String(random.pick(AllowedValues ?? [Default]));
        values[name] = random.chance(50) ? likely : mutateText(likely, random);
      }
      const problems = parameterProblems(template, values);
      if (problems.length > 0) {
        const fault = problems.some((problem) => problem.includes('\n'))
          ? `more than one line: ${problems.join()}`
          : undefined;
        return { parsed: true, fault };
      }
      try {
        const parameters = resolveParameters(template, values);
        ruleProblems(template.Rules ?? {}, { template, parameters, pseudo });
        evaluateTemplate(template, { parameters, pseudo, importValue: () => UNRESOLVED });
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
      }
      return { parsed: true };
    };
    return { run, close: async () => {} };
  },
};
