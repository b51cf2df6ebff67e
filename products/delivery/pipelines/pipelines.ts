import type { CfnCondition } from 'aws-cdk-lib';
import type { BuildProject } from '../../shared/pipelines/build-project';
import { SOURCE } from '../../shared/pipelines/pipeline-source';
import type { Stages, Step } from '../../shared/pipelines/pipeline-steps';
import type { BackendProjects } from '../projects/backend-projects';
import type { FrontendProjects } from '../projects/frontend-projects';

/** Release of either application: the project that deploys, and when a person is asked. */
export interface Release {
  readonly deploy: BuildProject;
  /** When a person is asked first. */
  readonly isApproved: CfnCondition;
}

/** Builds the back end, tests it and what it asks of the infrastructure, and changes the tiers. */
export function backendStages({ build, unitTests, infrastructureTests }: BackendProjects, release: Release): Stages {
  const plan = deployStep('Plan', 1, release, 'Built', 'plan');
  return {
    Build: [{ name: 'Build', order: 1, project: build, input: SOURCE, output: 'Built' }],
    Test: [
      { name: 'UnitTests', order: 1, project: unitTests, input: 'Built' },
      { name: 'InfrastructureTests', order: 1, project: infrastructureTests, input: 'Built' },
      plan,
    ],
    Deploy: deployment(release, 'Built'),
  };
}

/** Tests the web application, builds its image, and hands it to the app tier. */
export function frontendStages({ tests, image }: FrontendProjects, release: Release): Stages {
  return {
    Test: [{ name: 'UnitTests', order: 1, project: tests, input: SOURCE }],
    Build: [
      {
        name: 'Image',
        order: 1,
        project: image,
        input: SOURCE,
        output: 'Built',
        variables: { COMMIT: `#{${SOURCE}.CommitId}` },
      },
      deployStep('Plan', 2, release, 'Built', 'plan'),
    ],
    Deploy: deployment(release, 'Built'),
  };
}

function deployment(release: Release, input: string): Step[] {
  return [
    {
      name: 'Approve',
      order: 1,
      when: release.isApproved,
      question: 'Deploy this? The log of the action Plan says what would change.',
    },
    deployStep('Deploy', 2, release, input, 'deploy'),
  ];
}

/** The same project shows what would change, and does it. */
function deployStep(name: string, order: number, release: Release, input: string, mode: 'plan' | 'deploy'): Step {
  return { name, order, project: release.deploy, input, variables: { MODE: mode } };
}
