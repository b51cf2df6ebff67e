import { Aws, type CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { BuildProject } from './build-project';

/** Step that runs a project. */
export interface BuildStep {
  readonly name: string;
  /** Position in the stage; what has the same runs side by side. */
  readonly order: number;
  readonly project: BuildProject;
  /** Artifact that goes in. */
  readonly input: string;
  /** Artifact that comes out. @default - none */
  readonly output?: string;
  /** Variables of this run. @default - none beyond the project's */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Step in which a person says whether it goes on. */
export interface ApprovalStep {
  readonly name: string;
  readonly order: number;
  /** Things to look at before it is given, as a sentence. */
  readonly question: string;
  /** When somebody is asked at all. @default - always */
  readonly when?: CfnCondition;
}

/** Action of a stage. */
export type Step = BuildStep | ApprovalStep;

/** Stages of a pipeline after its source, by name. */
export type Stages = Readonly<Record<string, readonly Step[]>>;

/** A stage's action as CodePipeline reads it. */
export function actionOf(step: Step): CfnPipeline.ActionDeclarationProperty | IResolvable {
  return 'project' in step ? buildAction(step) : approvalAction(step);
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html */
function buildAction({ name, order, project, input, output, variables = {} }: BuildStep) {
  const overrides = Object.entries(variables).map(([key, value]) => ({ name: key, value, type: 'PLAINTEXT' }));
  return {
    name,
    runOrder: order,
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: {
      ProjectName: project.name,
      ...(overrides.length > 0 && { EnvironmentVariables: JSON.stringify(overrides) }),
    },
    inputArtifacts: [{ name: input }],
    ...(output !== undefined && { outputArtifacts: [{ name: output }] }),
  };
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ManualApproval.html */
function approvalAction({ name, order, question, when }: ApprovalStep) {
  const configuration = { CustomData: question };
  if (when === undefined) {
    const actionTypeId = { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' };
    return { name, runOrder: order, actionTypeId, configuration };
  }
  // In the words of the template, since it stands inside Fn::If.
  const action = {
    Name: name,
    RunOrder: order,
    ActionTypeId: { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' },
    Configuration: configuration,
  };
  return Fn.conditionIf(when.logicalId, action, Aws.NO_VALUE);
}
