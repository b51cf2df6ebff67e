import { type Assumption, agrees, differs, notReached, type Verdict } from '../assumption';
import { isWell, reasonOf, type StackEnd, type Template } from '../stacks';
import type { Bench } from './bench';
import type { Probe } from './probe';

/** Logical id of the resource that an experiment is about. */
const PROBED = 'Probe';

/** Template of one resource, that the experiment is about. */
export function only(resource: object): Template {
  return { Resources: { [PROBED]: resource } };
}

/** ARN without its beginning, in which pseudo parameters are filled in. */
export function arn(text: string): object {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:${text}` };
}

/** Probe of one stack: it is made, and then changed step by step; the assumption is that all of it goes through. */
export interface StackExperiment {
  readonly assumption: Assumption;
  readonly makes: string;
  readonly usd: number;
  readonly minutes: number;
  /** Template of the stack; what the experiment is about has the logical id `Probe`. */
  readonly template: (bench: Bench) => Template;
  /** Templates that it is changed to, in order. @default - none */
  readonly changes?: (bench: Bench) => readonly Template[];
  /** Statements of the role that CloudFormation works as. @default - the caller's own rights */
  readonly statements?: readonly object[];
  /** Whether AWS must refuse what is tried last, the creation where there are no changes. @default false */
  readonly isRefused?: boolean;
  /** Words that AWS's refusal has; another failure settles nothing. @default - any words, of the resource in question */
  readonly words?: RegExp;
}

/** Probe of a stack, its id that of its assumption. */
export function stackProbe(experiment: StackExperiment): Probe {
  const { assumption, makes, usd, minutes } = experiment;
  const run = async (bench: Bench) => ({ [assumption.id]: await tried(bench, experiment) });
  return {
    id: assumption.id,
    assumptions: [assumption],
    makes,
    usd,
    minutes,
    way: { kind: 'program', runsInSandbox: true, run },
  };
}

async function tried(bench: Bench, experiment: StackExperiment): Promise<Verdict> {
  const { template, changes, statements, words } = experiment;
  const role = statements === undefined ? undefined : await stackRole(bench, statements);
  let end = await bench.create(template(bench), { role });
  for (const [index, change] of (changes?.(bench) ?? []).entries()) {
    if (!isWell(end)) return index === 0 ? notReached(reasonOf(end)) : verdictOn(end, { words });
    end = await bench.update(change, { role });
  }
  return verdictOn(end, experiment);
}

/**
 * Verdict on the last thing that was tried. A failure is one of the assumption only where the resource in question failed,
 * in the words that count: a quota, or another resource, settles nothing.
 */
export function verdictOn(
  end: StackEnd,
  { isRefused = false, words }: Pick<StackExperiment, 'isRefused' | 'words'>,
): Verdict {
  if (isWell(end)) return isRefused ? differs('it went through') : agrees('it went through');
  const isOfProbe = end.reasons[0]?.startsWith(`${PROBED}: `) ?? false;
  if (!isOfProbe || (words !== undefined && !words.test(reasonOf(end)))) return notReached(reasonOf(end));
  return isRefused ? agrees(reasonOf(end)) : differs(reasonOf(end));
}

/** Makes a role for CloudFormation, with nothing but some statements. @returns its ARN */
export async function stackRole(bench: Bench, statements: readonly object[], part = 'role'): Promise<string> {
  const trust = { Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { outputs } = await bench.create(
    {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
            Policies: [{ PolicyName: 'Stack', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
          },
        },
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    },
    { part },
  );
  await bench.untilRolesAreKnown();
  return outputs.Arn ?? '';
}
