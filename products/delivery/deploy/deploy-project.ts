import { join } from 'node:path';
import { Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bundledCode, stackSuffix } from '../../../catalog/product';
import { ownArn } from '../../shared/own-arn';
import { awsImage, awsImageNodeVersion } from '../../shared/pipelines/build-image';
import { BuildProject, type BuildSettings } from '../../shared/pipelines/build-project';

/** Project that deploys: to which type of environment, and how far it may go. */
export interface DeployProjectProps {
  readonly settings: BuildSettings;
  /** Type of the environment: part of the role's name, by which portfolios know it. */
  readonly environmentType: string;
  /** The form's answer, `yes` or `no`: whether what holds data may be replaced or removed. */
  readonly allowReplacement: string;
}

/**
 * Build project that changes the environment's tiers, as `deployment.json` of its input says. It runs none of the
 * repository's code, only the script that stands in its buildspec, so the repository can't do with its role what the
 * script doesn't.
 *
 * The role has a name, for portfolios to let it in: `BellyfedDelivery-<type>-<environment>-<suffix>`. It may call Service
 * Catalog; what is launched is made by the launch roles of the products.
 */
export function deployProject(scope: Construct, id: string, props: DeployProjectProps): BuildProject {
  const { settings, environmentType, allowReplacement } = props;
  const script = bundledCode(join(__dirname, 'main.codebuild.ts'), `node${awsImageNodeVersion}`);
  return new BuildProject(scope, id, {
    ...settings,
    name: 'deploy',
    description: 'Changes the tiers of the environment through Service Catalog',
    image: awsImage,
    nodeVersion: awsImageNodeVersion,
    commands: [`node - <<'DEPLOY'\n${script}\nDEPLOY\n`],
    variables: { ENVIRONMENT_NAME: settings.environment, ALLOW_REPLACEMENT: allowReplacement, MODE: 'plan' },
    // A new Aurora cluster and a distribution of tasks take their time, and tiers follow one another.
    timeoutInMinutes: 240,
    roleName: `BellyfedDelivery-${environmentType}-${settings.environment}-${stackSuffix()}`,
    statements: [
      {
        Sid: 'UpdateTiers',
        Effect: 'Allow',
        Action: [
          'servicecatalog:CreateProvisionedProductPlan',
          'servicecatalog:DeleteProvisionedProductPlan',
          'servicecatalog:DescribeProvisionedProduct',
          'servicecatalog:DescribeProvisionedProductPlan',
          'servicecatalog:DescribeRecord',
          'servicecatalog:ExecuteProvisionedProductPlan',
          'servicecatalog:UpdateProvisionedProduct',
        ],
        // They take no resource, and none of their keys tells one environment from another; other people launched the
        // tiers, so that roleLevel and userLevel would refuse every update. What is left is up to the portfolios.
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsservicecatalog.html
        Resource: '*',
        Condition: { StringEquals: { 'servicecatalog:accountLevel': 'self' } },
      },
      {
        Sid: 'ReadProducts',
        Effect: 'Allow',
        Action: [
          'servicecatalog:DescribeProduct',
          'servicecatalog:DescribeProvisioningParameters',
          'servicecatalog:ListLaunchPaths',
        ],
        // A shared product belongs to the account that shares it.
        Resource: Fn.sub(`arn:\${AWS::Partition}:catalog:\${AWS::Region}:*:product/*`),
      },
      {
        Sid: 'ReadStacks',
        Effect: 'Allow',
        Action: ['cloudformation:DescribeStackEvents', 'cloudformation:DescribeStacks'],
        // Service Catalog names the stacks of what it launches so.
        Resource: ownArn('cloudformation', 'stack/SC-*'),
      },
    ],
  });
}
