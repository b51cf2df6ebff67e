import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { agrees, differs, notReached, type Verdict, type Verdicts } from '../assumption';
import { lastWords } from '../catalog-command';
import { type Place, pauseAt } from '../place';
import { runTag } from '../run-tag';

import { makeBucket, templateBucket } from '../template-bucket';
import { publishContext } from './publish';
import { type Course, environmentsOf, type SecondAccount, type Step, StepFailure, succeed } from './step';

const PORTFOLIO = 'Bellyfed Developers';
const SPOKE = 'BellyfedCatalogSpoke';

/** Shares the developers' portfolio with the second account, launches there, ends the share, and leaves. */
export const share: Step = {
  id: 'share',
  title: 'share with the second account, launch there, end the share, leave',
  makes: 'in the second account: the stack of a receiving account, and a network with a NAT gateway for some minutes',
  usdAnHour: 0.06,
  minutes: 60,
  needs: ['publish'],
  needsSecond: true,
  assumptions: [
    {
      id: 'pattern-on-imported',
      text: 'A role pattern can be a principal of a portfolio that another account has shared.',
      stands: 'The stack of a receiving account names who may launch by patterns.',
      mend: {
        where: ['portfolios/offers/received-portfolio.ts', 'docs/receiving-administrator.md'],
        change: 'Name roles one by one there, by their ARNs.',
      },
    },
    {
      id: 'hub-key-from-spoke',
      text: "KMS evaluates kms:ResourceAliases of the hub's key for a launch role of another account.",
      stands: 'Launches in receiving accounts publish their events, without which AWS refuses them.',
      mend: {
        where: ['portfolios/launch-role/launch-statements.ts'],
        change: "Condition the right on kms:ViaService, or name the hub's key.",
      },
    },
    {
      id: 'ended-share-terminates',
      text: 'What runs in an account can still be terminated after the share has ended.',
      stands: 'The order in which an account leaves: terminate, then the spoke; the share may end before.',
      mend: {
        where: ['docs/receiving-administrator.md', 'docs/deployment.md'],
        change: 'Say that everything is terminated before a share ends, and have `publish --prune` ask.',
      },
    },
  ],
  run: async (course) => {
    const { second } = course;
    if (second === undefined) throw new StepFailure('no second account');
    const verdicts: Record<string, Verdict> = {};
    await succeed(course.catalog, 'publish', '--context', publishContext(course, [second.place.account]));
    const portfolio = await portfolioId(course.place);
    await makeSpoke(course, second, portfolio);
    verdicts['pattern-on-imported'] = await letIn(second.place, portfolio);
    const { shared } = environmentsOf(course.runId);
    const launched = await second.catalog('launch', 'network', '--environment', shared, '--type', 'dev');
    verdicts['hub-key-from-spoke'] = keyVerdict(launched.code, lastWords(launched));
    if (launched.code !== 0) throw new StepFailure(lastWords(launched), verdicts);
    await succeed(course.catalog, 'publish', '--prune', '--context', publishContext(course));
    const ended = await second.catalog('terminate', `${shared}-network`);
    verdicts['ended-share-terminates'] = ended.code === 0 ? agrees('terminated') : differs(lastWords(ended));
    return { ...verdicts, ...(await left(second, verdicts)) };
  },
};

async function left(second: SecondAccount, verdicts: Verdicts): Promise<Verdicts> {
  const end = await second.catalog('leave');
  if (end.code !== 0) throw new StepFailure(lastWords(end), verdicts);
  return {};
}

function keyVerdict(code: number, words: string): Verdict {
  if (code === 0) return agrees('launched');
  return /kms/i.test(words) ? differs(words) : notReached(words);
}

async function portfolioId({ target }: Place): Promise<string> {
  const { PortfolioDetails = [] } = await (await target.serviceCatalog()).listPortfolios({});
  const id = PortfolioDetails.find(({ DisplayName }) => DisplayName === PORTFOLIO)?.Id;
  if (id === undefined) throw new StepFailure(`there is no portfolio ${PORTFOLIO}`);
  return id;
}

/** Deploys the plain template of a receiving account, as its administrator is told to. */
async function makeSpoke(course: Course, { place }: SecondAccount, portfolio: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
  try {
    const file = join(folder, 'spoke.json');
    await succeed(course.catalog, 'spoke', '--out', file);
    const client = await place.target.cloudFormation();
    await client.createStack({
      StackName: SPOKE,
      TemplateURL: await uploaded(course, place, readFileSync(file, 'utf8')),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      EnableTerminationProtection: true,
      Parameters: [
        { ParameterKey: 'HubAccount', ParameterValue: course.place.account },
        { ParameterKey: 'DevelopersPortfolioId', ParameterValue: portfolio },
      ],
      Tags: [runTag(course.runId)],
    });
    for (;;) {
      const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: SPOKE });
      if (stack?.StackStatus === 'CREATE_COMPLETE') return;
      if (stack?.StackStatus !== 'CREATE_IN_PROGRESS') throw new StepFailure(`${SPOKE} is ${stack?.StackStatus}`);
      await pause(pauseAt(place), undefined, { signal: course.signal });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function uploaded({ runId }: Course, place: Place, Body: string): Promise<string> {
  const s3 = await place.target.s3();
  const Bucket = `${templateBucket(runId)}-second`;
  await makeBucket(place, runId, Bucket);
  await s3.putObject({ Bucket, Key: 'spoke.json', Body });
  return `https://s3.${place.region}.amazonaws.com/${Bucket}/spoke.json`;
}

async function letIn({ target, role }: Place, PortfolioId: string): Promise<Verdict> {
  const client = await target.serviceCatalog();
  try {
    await client.associatePrincipalWithPortfolio({
      PortfolioId,
      PrincipalARN: `arn:aws:iam:::role/${role}`,
      PrincipalType: 'IAM_PATTERN',
    });
    return agrees('associated');
  } catch (error) {
    return differs(error instanceof Error ? error.message : String(error));
  }
}
