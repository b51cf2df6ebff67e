/**
 * Resource type by which a template launches a product of Service Catalog: a tier of an environment.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html
 */
export const LAUNCHED_PRODUCT = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';
