import type { CloudFormation, DescribeChangeSetOutput, Parameter, Stack } from '@aws-sdk/client-cloudformation';
import { type CompareOptions, refuseTransforms } from '../../catalog/comparison/compare';
import { compareUpdate, type UpdatePlace } from '../../catalog/comparison/compare-update';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { shellWord } from '../../catalog/shell-word';
import { pseudoParameters } from '../../catalog/template/pseudo-parameters';
import type { Template } from '../../catalog/template/types';
import { isAwsError } from '../aws/aws-error';
import { exportedValues } from '../aws/exports';
import { readStackTemplate } from '../aws/stack-template';
import { knownAnswers } from '../upgrade/evaluate-answers';
import { type Compared, readTemplate } from './compare-files';

/** New side of a comparison with a stack: a template's file, which keeps the stack's answers, or a change set with its own. */
export type NewSide = { readonly file: string } | { readonly changeSet: string };

/**
 * Compares what a stack runs, its template and its answers, with what an update would make of it, in its account and
 * region.
 *
 * A change set is compared as AWS will carry it out: with a macro, of both sides the templates that it has made.
 *
 * @param stack its name or ARN; a change set's ARN says it too
 * @throws `CatalogError` `no-such-stack`, `stack-not-running`, `no-such-change-set`, `change-set-failed`,
 *   `change-set-unfinished`, `change-set-over`; those of `readStackTemplate`, `readTemplate` and `compareUpdate`
 */
export async function compareStack(
  cloudFormation: CloudFormation,
  stack: string | undefined,
  side: NewSide,
  options: Pick<CompareOptions, 'strict'> = {},
): Promise<Compared> {
  const change = 'changeSet' in side ? await readChangeSet(cloudFormation, stack, side.changeSet) : undefined;
  const running = await readStack(cloudFormation, change?.StackId ?? stack ?? '');
  const { StackId: id = '', StackName: name = '' } = running;
  const answers = valuesOf(running.Parameters);
  const after =
    'file' in side
      ? { ...readTemplate(side.file), to: side.file, answers }
      : {
          template: await templateOf(cloudFormation, id, 'Processed', side.changeSet),
          to: `change set ${change?.ChangeSetName}`,
          answers: { ...answers, ...valuesOf(change?.Parameters) },
        };
  const written = 'file' in side ? await writtenTemplate(cloudFormation, id, after.template) : undefined;
  const before = written ?? (await templateOf(cloudFormation, id, 'Processed'));
  const { template, answers: wanted, ...named } = after;
  return {
    ...named,
    from: `stack ${name}`,
    after: template,
    comparison: compareUpdate(
      { template: before, answers: knownAnswers(before, answers) },
      { template, answers: knownAnswers(template, wanted) },
      await placeOf(cloudFormation, running),
      options,
    ),
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
async function readStack(cloudFormation: CloudFormation, name: string): Promise<Stack> {
  const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName: name }).catch(async (error) => {
    if (!isAwsError(error) || error.name !== 'ValidationError' || !/does not exist/.test(error.message)) throw error;
    const region = await cloudFormation.config.region();
    throw new CatalogError('no-such-stack', `There is no stack ${name} in this account in ${region}.`);
  });
  const status = stack?.StackStatus ?? 'unknown';
  // A stack that a change set is to create has no template, and nothing is known of one that is gone.
  if (stack === undefined || status === 'REVIEW_IN_PROGRESS' || status.startsWith('DELETE_')) {
    throw new CatalogError('stack-not-running', `The stack ${name} runs nothing to compare with: it is ${status}.`);
  }
  return stack;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html */
async function readChangeSet(
  cloudFormation: CloudFormation,
  StackName: string | undefined,
  ChangeSetName: string,
): Promise<DescribeChangeSetOutput> {
  const found = await cloudFormation.describeChangeSet({ StackName, ChangeSetName }).catch(async (error) => {
    if (!isAwsError(error) || !/^ChangeSetNotFound/.test(error.name)) throw error;
    const place = StackName === undefined ? 'in this account' : `of the stack ${StackName}`;
    const region = await cloudFormation.config.region();
    throw new CatalogError('no-such-change-set', `There is no change set ${ChangeSetName} ${place} in ${region}.`);
  });
  const { Status: status, StatusReason: reason, ExecutionStatus: execution } = found;
  if (status === 'FAILED') {
    const why = reason ?? 'AWS gives no reason.';
    throw new CatalogError(
      'change-set-failed',
      `The change set ${ChangeSetName} failed, so there is no update: ${why}`,
    );
  }
  if (status === 'CREATE_PENDING' || status === 'CREATE_IN_PROGRESS') throw unfinished(found);
  if (status !== 'CREATE_COMPLETE' || execution !== 'AVAILABLE') {
    const state = status === 'CREATE_COMPLETE' ? execution : status;
    throw new CatalogError('change-set-over', `The change set ${ChangeSetName} can't be carried out: it is ${state}.`);
  }
  return found;
}

function unfinished({ ChangeSetName = '', StackName = '' }: DescribeChangeSetOutput): DetailedError {
  const names = `--stack-name ${shellWord(StackName)} --change-set-name ${shellWord(ChangeSetName)}`;
  return new DetailedError('change-set-unfinished', `AWS is still making the change set ${ChangeSetName}`, {
    remedies: [
      { do: 'aws', command: `aws cloudformation wait change-set-create-complete ${names}`, label: 'Wait for it' },
    ],
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html */
async function templateOf(
  cloudFormation: CloudFormation,
  StackName: string,
  TemplateStage: 'Original' | 'Processed',
  ChangeSetName?: string,
): Promise<Template> {
  const { TemplateBody = '' } = await cloudFormation.getTemplate({ StackName, ChangeSetName, TemplateStage });
  const name = StackName.split('/')[1] ?? StackName;
  return readStackTemplate(ChangeSetName === undefined ? name : `the change set ${ChangeSetName}`, TemplateBody);
}

/**
 * Template of a stack as somebody wrote it; undefined where it can't be compared with another as that was written: what a macro
 * is given need not even be a template.
 */
async function writtenTemplate(
  cloudFormation: CloudFormation,
  stack: string,
  after: Template,
): Promise<Template | undefined> {
  try {
    const written = await templateOf(cloudFormation, stack, 'Original');
    refuseTransforms(written, after);
    return written;
  } catch (error) {
    if (error instanceof CatalogError) return undefined;
    throw error;
  }
}

function valuesOf(parameters: readonly Parameter[] = []): Record<string, string> {
  return Object.fromEntries(
    parameters.flatMap(({ ParameterKey: key, ParameterValue: value }): [string, string][] =>
      // A change set may leave out a value that stays.
      key === undefined || value === undefined ? [] : [[key, value]],
    ),
  );
}

/** Surroundings of a stack, as its ARN says them, and what others export there. */
async function placeOf(cloudFormation: CloudFormation, stack: Stack): Promise<UpdatePlace> {
  const { StackId: stackId = '', StackName: stackName = '', NotificationARNs: notificationArns } = stack;
  const [, , , region = '', accountId = ''] = stackId.split(':');
  const exports = await exportedValues({ cloudFormation: async () => cloudFormation });
  return {
    pseudo: pseudoParameters({ accountId, region, stackName, stackId, notificationArns }),
    ...(exports && { exports }),
  };
}
