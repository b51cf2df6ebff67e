import type { CfnCondition } from 'aws-cdk-lib';
import type { BackendProjects } from '../projects/backend-projects';
import type { BuildProject } from '../projects/build-project';
import type { CatalogProjects } from '../projects/catalog-projects';
import type { FrontendProjects } from '../projects/frontend-projects';
import { SOURCE } from '../source/pipeline-source';
import type { Step } from './pipeline-steps';

/** The stages of a pipeline after its source, by name. */
type Stages = Readonly<Record<string, readonly Step[]>>;

/** What releases have in common. */
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

/** Tests the service catalog and publishes it. */
export function catalogStages({ tests, publish }: CatalogProjects, { isApproved }: Release): Stages {
  return {
    Test: [{ name: 'Tests', order: 1, project: tests, input: SOURCE }],
    Publish: [
      { name: 'Approve', order: 1, when: isApproved, question: 'Publish this commit of the service catalog?' },
      { name: 'Publish', order: 2, project: publish, input: SOURCE },
    ],
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
