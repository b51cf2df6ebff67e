import { Aws, type CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';

/** Source of a pipeline: repository, branch, and the files that count. */
export interface Source {
  readonly connectionArn: string;
  /** Owner and name: `bellyfed/web`. */
  readonly repository: string;
  readonly branch: string;
  /** Patterns of the files whose changes count, comma-joined. */
  readonly paths?: {
    readonly patterns: string;
    /** Condition that holds when there are patterns; else every change counts. */
    readonly given: CfnCondition;
  };
}

/** Name of the source's stage, action, artifact, and namespace of its variables. */
export const SOURCE = 'Source';

/** Stage that reads the repository; later actions find the commit in `#{Source.CommitId}`. */
export function sourceStage({ connectionArn, repository, branch }: Source): CfnPipeline.StageDeclarationProperty {
  return {
    name: SOURCE,
    actions: [
      {
        name: SOURCE,
        namespace: SOURCE,
        actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection', version: '1' },
        configuration: { ConnectionArn: connectionArn, FullRepositoryId: repository, BranchName: branch },
        outputArtifacts: [{ name: SOURCE }],
      },
    ],
  };
}

/**
 * Triggers of the pipeline: a push to the branch, of files that count.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
 */
export function sourceTriggers({ branch, paths }: Source): CfnPipeline.PipelineTriggerDeclarationProperty[] {
  const filePaths =
    paths && Fn.conditionIf(paths.given.logicalId, { Includes: Fn.split(',', paths.patterns) }, Aws.NO_VALUE);
  return [
    {
      providerType: 'CodeStarSourceConnection',
      gitConfiguration: { sourceActionName: SOURCE, push: [{ branches: { includes: [branch] }, filePaths }] },
    },
  ];
}
