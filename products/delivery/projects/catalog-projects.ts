import { Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ownArn } from '../../shared/own-arn';
import { awsImage, awsImageNodeVersion } from '../deploy/deploy-project';
import { BuildProject, type BuildSettings } from './build-project';

/** Properties of `CatalogProjects`. */
export interface CatalogProjectsProps {
  readonly settings: BuildSettings;
  /** Qualifier of the CDK bootstrap whose roles publishing takes on. */
  readonly bootstrapQualifier: string;
}

/** What tests and publishes the service catalog itself. */
export class CatalogProjects extends Construct {
  readonly tests: BuildProject;
  readonly publish: BuildProject;

  constructor(scope: Construct, id: string, { settings, bootstrapQualifier }: CatalogProjectsProps) {
    super(scope, id);
    const shared = { ...settings, image: awsImage, nodeVersion: awsImageNodeVersion };
    this.tests = new BuildProject(this, 'Tests', {
      ...shared,
      name: 'catalog-tests',
      description: 'Runs the tests of the service catalog',
      commands: ['npm ci', 'npm run lint', 'npm run typecheck', 'npm test'],
    });
    this.publish = new BuildProject(this, 'Publish', {
      ...shared,
      name: 'catalog-publish',
      description: 'Publishes the service catalog',
      commands: ['npm ci', 'npm run catalog -- publish --yes'],
      statements: [
        {
          Sid: 'TakeOnBootstrapRoles',
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          // One for files, one for look-ups, one for deployments: "cdk bootstrap" names them so.
          Resource: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/cdk-${bootstrapQualifier}-*-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
        },
        {
          Sid: 'ReconcileVersions',
          Effect: 'Allow',
          Action: [
            'servicecatalog:DescribeProductAsAdmin',
            'servicecatalog:ListProvisioningArtifacts',
            'servicecatalog:UpdateProvisioningArtifact',
          ],
          Resource: ownArn('catalog', 'product/*'),
        },
        {
          Sid: 'ReconcileShares',
          Effect: 'Allow',
          Action: [
            'servicecatalog:CreatePortfolioShare',
            'servicecatalog:DeletePortfolioShare',
            'servicecatalog:DescribePortfolio',
            'servicecatalog:DescribePortfolioShares',
            'servicecatalog:UpdatePortfolioShare',
          ],
          Resource: ownArn('catalog', 'portfolio/*'),
        },
        {
          Sid: 'FindPortfolios',
          Effect: 'Allow',
          Action: [
            'servicecatalog:DescribePortfolioShareStatus',
            'servicecatalog:ListPortfolios',
            'servicecatalog:SearchProductsAsAdmin',
          ],
          // They take no resource.
          Resource: '*',
        },
      ],
    });
  }
}
