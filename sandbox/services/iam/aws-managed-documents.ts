import type { PolicyDocument } from '../../../catalog/permissions';

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
const administrator: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** Version 7, of July 2019: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSServiceCatalogEndUserFullAccess.html */
const endUser: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'cloudformation:CreateStack',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStacks',
        'cloudformation:SetStackPolicy',
        'cloudformation:ValidateTemplate',
        'cloudformation:UpdateStack',
        'cloudformation:CreateChangeSet',
        'cloudformation:DescribeChangeSet',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:ListChangeSets',
        'cloudformation:DeleteChangeSet',
        'cloudformation:TagResource',
        'cloudformation:CreateStackSet',
        'cloudformation:CreateStackInstances',
        'cloudformation:UpdateStackSet',
        'cloudformation:UpdateStackInstances',
        'cloudformation:DeleteStackSet',
        'cloudformation:DeleteStackInstances',
        'cloudformation:DescribeStackSet',
        'cloudformation:DescribeStackInstance',
        'cloudformation:DescribeStackSetOperation',
        'cloudformation:ListStackInstances',
        'cloudformation:ListStackResources',
        'cloudformation:ListStackSetOperations',
        'cloudformation:ListStackSetOperationResults',
      ],
      Resource: [
        'arn:aws:cloudformation:*:*:stack/SC-*',
        'arn:aws:cloudformation:*:*:stack/StackSet-SC-*',
        'arn:aws:cloudformation:*:*:changeSet/SC-*',
        'arn:aws:cloudformation:*:*:stackset/SC-*',
      ],
    },
    {
      Effect: 'Allow',
      Action: [
        'cloudformation:GetTemplateSummary',
        'servicecatalog:DescribeProduct',
        'servicecatalog:DescribeProductView',
        'servicecatalog:DescribeProvisioningParameters',
        'servicecatalog:ListLaunchPaths',
        'servicecatalog:ProvisionProduct',
        'servicecatalog:SearchProducts',
        'ssm:DescribeDocument',
        'ssm:GetAutomationExecution',
        'config:DescribeConfigurationRecorders',
        'config:DescribeConfigurationRecorderStatus',
      ],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: [
        'servicecatalog:DescribeProvisionedProduct',
        'servicecatalog:DescribeRecord',
        'servicecatalog:ListRecordHistory',
        'servicecatalog:ListStackInstancesForProvisionedProduct',
        'servicecatalog:ScanProvisionedProducts',
        'servicecatalog:TerminateProvisionedProduct',
        'servicecatalog:UpdateProvisionedProduct',
        'servicecatalog:SearchProvisionedProducts',
        'servicecatalog:CreateProvisionedProductPlan',
        'servicecatalog:DescribeProvisionedProductPlan',
        'servicecatalog:ExecuteProvisionedProductPlan',
        'servicecatalog:DeleteProvisionedProductPlan',
        'servicecatalog:ListProvisionedProductPlans',
        'servicecatalog:ListServiceActionsForProvisioningArtifact',
        'servicecatalog:ExecuteProvisionedProductServiceAction',
        'servicecatalog:DescribeServiceActionExecutionParameters',
      ],
      Resource: '*',
      Condition: { StringEquals: { 'servicecatalog:userLevel': 'self' } },
    },
  ],
};

/** Version 4, of November 2019, whose statements later ones widen: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCloudFormationReadOnlyAccess.html */
const stackReader: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'cloudformation:Describe*',
        'cloudformation:EstimateTemplateCost',
        'cloudformation:Get*',
        'cloudformation:List*',
        'cloudformation:ValidateTemplate',
        'cloudformation:Detect*',
      ],
      Resource: '*',
    },
  ],
};

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSDenyAll.html */
const denyAll: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
};

/**
 * Documents of AWS managed policies by path and name. AWS changes them without a new name, so only few are held: two whose
 * meaning is their name, that of people who launch, and what CDK's bootstrap attaches to the role that deploys. The others can be attached, but nobody can judge what they allow.
 */
export const awsManagedDocuments: ReadonlyMap<string, PolicyDocument> = new Map([
  ['AdministratorAccess', administrator],
  ['AWSCloudFormationReadOnlyAccess', stackReader],
  ['AWSDenyAll', denyAll],
  ['AWSServiceCatalogEndUserFullAccess', endUser],
]);
