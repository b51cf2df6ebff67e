import { Aws, type CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { BuildProject } from '../projects/build-project';

/** A step that runs a project. */
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

/** A step in which a person says whether it goes on. */
export interface ApprovalStep {
  readonly name: string;
  readonly order: number;
  /** What to look at before. */
  readonly question: string;
  /** When somebody is asked at all. */
  readonly when: CfnCondition;
}

/** One action of a stage. */
export type Step = BuildStep | ApprovalStep;

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

/** In the words of the template, since it stands inside `Fn::If`. */
function approvalAction({ name, order, question, when }: ApprovalStep): IResolvable {
  const action = {
    Name: name,
    RunOrder: order,
    ActionTypeId: { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' },
    Configuration: { CustomData: question },
  };
  return Fn.conditionIf(when.logicalId, action, Aws.NO_VALUE);
}
