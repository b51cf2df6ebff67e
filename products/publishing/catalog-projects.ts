import { Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { awsImage, awsImageNodeVersion } from '../shared/pipelines/build-image';
import { BuildProject, type BuildSettings } from '../shared/pipelines/build-project';
import { publishStatements } from './publish-statements';

/** Projects of the catalog: settings, and the bootstrap whose roles publishing takes on. */
export interface CatalogProjectsProps {
  readonly settings: BuildSettings;
  /** Qualifier of the CDK bootstrap. */
  readonly bootstrapQualifier: string;
}

/** Projects that test and publish the service catalog itself. Both run its repository's own code. */
export class CatalogProjects extends Construct {
  readonly tests: BuildProject;
  readonly publish: BuildProject;

  constructor(scope: Construct, id: string, { settings, bootstrapQualifier }: CatalogProjectsProps) {
    super(scope, id);
    const shared = { ...settings, image: awsImage, nodeVersion: awsImageNodeVersion, timeoutInMinutes: 180 };
    this.tests = new BuildProject(this, 'Tests', {
      ...shared,
      name: 'publishing-tests',
      description: 'Runs the tests of the service catalog',
      commands: ['npm ci', 'npm run lint', 'npm run typecheck', 'npm test'],
    });
    this.publish = new BuildProject(this, 'Publish', {
      ...shared,
      name: 'publishing-publish',
      description: `Publishes the service catalog of account ${Aws.ACCOUNT_ID}`,
      commands: ['npm ci', 'npm run catalog -- publish --yes'],
      statements: publishStatements(bootstrapQualifier),
    });
  }
}
