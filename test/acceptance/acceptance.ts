import { CatalogError } from '../../catalog/errors';
import { catalogCommand } from './catalog-command';
import { makeProbes, type Results, type Say, takeSteps } from './course';
import type { RunOptions } from './options';
import { openPlace, type Place } from './place';
import { probes as allProbes, automaticProbes } from './probes';
import { remove } from './removal/remove';
import { judged, type Report, summary } from './report/report';
import { writeReport } from './report/write-report';
import { forgetRun, refuseWhileRunning, rememberRun, unendedRun } from './run-file';
import { newRunId, RUN_TAG, runOf } from './run-tag';
import { announcement } from './safety/announce';
import { bootstrapVersion } from './safety/bootstrap-version';
import { lookAround } from './safety/look-around';
import { refuseInUse, requireAccount, requireBootstrap, requireNoLogRole } from './safety/refuse';
import { steps as allSteps, lastStep } from './steps';
import { type Course, type ListedProduct, succeed } from './steps/step';

/** Surroundings of a run: its variables, and whoever watches. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Ends the run; what was made is taken away. */
  readonly signal: AbortSignal;
  readonly say: Say;
  /** Hears all that commands are told and say; it may have ids of accounts. */
  log(text: string): void;
  /** Hears of the process of a command that is at work, and that none is any more. */
  atWork(pid: number | undefined): void;
  /** Asks a person. @returns undefined where nobody is there */
  ask(question: string): Promise<string | undefined>;
}

/** Nothing done: where only a removal is meant. */
const nothing: Results = { ended: [], verdicts: {} };

/**
 * Runs the trial: refuses, says what it is about to do, lets the account's id be typed, does it, takes away what it made,
 * and writes the report.
 *
 * @returns the exit code: 0 where nothing failed, differs or stays
 * @throws `CatalogError` `in-use`, `not-confirmed`, `other-run`, `still-running`, `logs-of-others`, `not-bootstrapped`, `no-role`
 */
export async function runAcceptance(options: RunOptions, surroundings: Surroundings): Promise<number> {
  const { say, env } = surroundings;
  const place = await openPlace(options, env);
  const { secondProfile: profile, endpointUrl } = options;
  const second =
    profile === undefined ? undefined : await openPlace({ profile, endpointUrl, region: place.region }, env);
  const earlier = earlierRun(options, place, second);
  const products = await listed(place, surroundings);
  const places = second === undefined ? [place] : [place, second];
  if (earlier !== undefined || options.only === 'removal') {
    const runId = earlier?.id ?? options.run;
    if (runId === undefined) throw new CatalogError('no-run', 'This machine remembers no run; name it by --run <id>.');
    say(
      `Run ${runId} hasn't come to its end. What carries its tag (${RUN_TAG}) in account ${place.account} is taken away.`,
    );
    await confirmAccount(options, place, surroundings);
    const stays = await removed(places, runId, products, surroundings);
    for (const each of stays) say(`Still there: ${each}`);
    if (stays.length > 0) return 1;
    forgetRun(options.report);
    if (options.only === 'removal') return 0;
  }
  return newRun(options, surroundings, { places, products });
}

interface Field {
  /** The run's own place, and the second account's where one is given. */
  readonly places: readonly Place[];
  readonly products: readonly ListedProduct[];
}

async function newRun(options: RunOptions, surroundings: Surroundings, { places, products }: Field): Promise<number> {
  const { say, signal, log, atWork } = surroundings;
  const [place, second] = places;
  if (place === undefined) throw new Error('a run has a place');
  const runId = newRunId();
  for (const each of places) await refuseOthers(each, runId, products);
  const probes = options.only === 'whole' ? [] : automaticProbes(options);
  const steps =
    options.only === 'probes' ? [] : allSteps.filter(({ needsSecond }) => !needsSecond || second !== undefined);
  if (steps.length > 0) requireBootstrap(await bootstrapVersion(place));
  say(
    announcement({
      ...{ runId, account: place.account, region: place.region, isSandbox: place.isSandbox },
      ...{ secondAccount: second?.account, probes, steps },
    }),
  );
  await confirmAccount(options, place, surroundings);
  const began = new Date();
  rememberRun(options.report, {
    id: runId,
    account: place.account,
    region: place.region,
    second: second?.account,
    began: began.toISOString(),
    pid: process.pid,
  });

  const course = courseOf(place, second, { runId, products, began, signal, log, atWork });
  const made = probes.length === 0 ? nothing : await makeProbes(probes, course, say);
  const taken = steps.length === 0 ? nothing : await takeSteps(steps, course, say);
  const stays = await triedToRemove(places, runId, products, surroundings);
  if (stays.length === 0) forgetRun(options.report);
  const looked = steps.length === 0 ? nothing : await takeSteps([lastStep], course, say, taken.ended);
  const verdicts = { ...made.verdicts, ...taken.verdicts, ...looked.verdicts };
  const report: Report = {
    ...{ run: runId, region: place.region, isSandbox: place.isSandbox },
    ...{ began: began.toISOString(), ended: new Date().toISOString() },
    probes: made.ended,
    steps: [...taken.ended, ...looked.ended],
    assumptions: judged(
      allProbes.flatMap(({ assumptions }) => assumptions),
      verdicts,
      place,
    ),
    stays,
  };
  const path = writeReport(options.report, report);
  say(`${summary(report)}. Report: ${path}`);
  return isClean(report) ? 0 : 1;
}

/** Takes away what the run made; where that itself fails, as with credentials that have ended, the report says so. */
async function triedToRemove(...args: Parameters<typeof removed>): Promise<string[]> {
  try {
    return await removed(...args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [`everything that was not reached, since taking away failed: ${error.message}; run again to take it away`];
  }
}

/** Whether nothing failed, differs or stays. */
function isClean({ probes, steps, assumptions, stays }: Report): boolean {
  const failed = [...probes, ...steps].some(({ result }) => result === 'failed');
  return !failed && stays.length === 0 && assumptions.every(({ verdict }) => verdict !== 'differs');
}

/** Run that this machine remembers, where it is of the same places. */
function earlierRun({ report }: RunOptions, { account, region }: Place, second: Place | undefined) {
  const earlier = unendedRun(report);
  if (earlier === undefined) return undefined;
  refuseWhileRunning(report, earlier);
  const isHere = earlier.account === account && earlier.region === region;
  if (isHere && (earlier.second === undefined || earlier.second === second?.account)) return earlier;
  throw new CatalogError(
    'other-run',
    `Run ${earlier.id} of ${earlier.began} hasn't come to its end in ${isHere ? 'a second account' : `another account or region (${earlier.region})`}: ` +
      'take it away there first, with the credentials and the second profile that it had.',
  );
}

async function refuseOthers(place: Place, runId: string, products: readonly ListedProduct[]): Promise<void> {
  refuseInUse(await lookAround(place, products), runId);
  const { cloudwatchRoleArn } = await (await place.target.apiGateway()).getAccount({});
  requireNoLogRole(cloudwatchRoleArn, await isOfARun(place, cloudwatchRoleArn));
}

/** Whether a run made a role: after it the setting goes on naming it. */
async function isOfARun({ target }: Place, roleArn: string | undefined): Promise<boolean> {
  const RoleName = roleArn?.split('/').at(-1);
  if (RoleName === undefined) return false;
  const iam = await target.iam();
  const Tags = await iam.listRoleTags({ RoleName }).then(
    (answer) => answer.Tags,
    // A role that is gone is nobody's.
    () => [{ Key: RUN_TAG, Value: '' }],
  );
  return runOf(Tags) !== undefined;
}

async function confirmAccount({ account }: RunOptions, place: Place, { ask }: Surroundings): Promise<void> {
  requireAccount(place.account, account ?? (await ask("Type the account's id to go on:")));
}

async function removed(
  places: readonly Place[],
  runId: string,
  products: readonly ListedProduct[],
  { say, log, atWork }: Pick<Surroundings, 'say' | 'log' | 'atWork'>,
): Promise<string[]> {
  const stays: string[] = [];
  // What was launched in the second account first: its portfolio is the first one's.
  for (const place of places.toReversed()) {
    // It goes on though the run was stopped.
    const catalog = catalogCommand(place, { signal: new AbortController().signal, log, atWork });
    const left = await remove({ place, catalog, runId, products, say });
    stays.push(...left.map(({ left: { kind, name }, why }) => `${kind} ${name}: ${why}`));
  }
  return stays;
}

function courseOf(
  place: Place,
  second: Place | undefined,
  {
    log,
    atWork,
    ...rest
  }: Pick<Course, 'runId' | 'products' | 'began' | 'signal'> & Pick<Surroundings, 'log' | 'atWork'>,
): Course {
  const options = { signal: rest.signal, log, atWork };
  return {
    ...rest,
    place,
    catalog: catalogCommand(place, { ...options, tag: `${RUN_TAG}=${rest.runId}` }),
    second: second && { place: second, catalog: catalogCommand(second, options) },
  };
}

async function listed(
  place: Place,
  options: Pick<Surroundings, 'signal' | 'log' | 'atWork'>,
): Promise<readonly ListedProduct[]> {
  const { stdout } = await succeed(catalogCommand(place, options), 'list', '--json');
  return JSON.parse(stdout);
}
