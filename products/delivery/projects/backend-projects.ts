import { Construct } from 'constructs';
import { curatedImage } from '../../shared/pipelines/build-image';
import { BuildProject, type BuildSettings } from '../../shared/pipelines/build-project';

/** Projects of the back end: settings, and the image that they run in. */
export interface BackendProjectsProps {
  readonly settings: BuildSettings;
  /** Container image that builds and tests run in. */
  readonly image: string;
}

/** Build projects that build and test the back end. They run the repository's own code, and may do nothing in the account. */
export class BackendProjects extends Construct {
  readonly build: BuildProject;
  readonly unitTests: BuildProject;
  readonly infrastructureTests: BuildProject;

  constructor(scope: Construct, id: string, { settings, image }: BackendProjectsProps) {
    super(scope, id);
    const runsIn = { image, isCurated: curatedImage(this, 'IsCurated', image) };
    this.build = new BuildProject(this, 'Build', {
      ...settings,
      ...runsIn,
      name: 'backend-build',
      description: 'Builds the back end',
      commands: [
        'npm ci',
        'npm run build --if-present',
        'test -f deployment.json || { echo "The repository or its build must make deployment.json."; exit 1; }',
      ],
      artifactFiles: ['**/*'],
      exceptFiles: ['**/node_modules/**/*'],
    });
    this.unitTests = new BuildProject(this, 'UnitTests', {
      ...settings,
      ...runsIn,
      name: 'backend-unit-tests',
      description: 'Runs the tests of the back end',
      commands: ['npm ci', 'npm test'],
      reportsTests: true,
    });
    this.infrastructureTests = new BuildProject(this, 'InfrastructureTests', {
      ...settings,
      ...runsIn,
      name: 'backend-infrastructure-tests',
      description: 'Runs the tests of the infrastructure that the back end asks for',
      commands: ['npm ci', 'npm run test:infrastructure --if-present'],
      reportsTests: true,
    });
  }
}
