import { LAUNCHED_PRODUCT } from '../template';

/**
 * Attributes that an update in place may change, by resource type: each with the properties that it follows, or `any`.
 * Every other attribute of a resource that isn't replaced stays what it is.
 *
 * The pages of the types say so under "Return values":
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const FOLLOWING: Readonly<Record<string, Readonly<Record<string, readonly string[] | 'any'>>>> = {
  'AWS::DynamoDB::GlobalTable': { StreamArn: ['StreamSpecification'] },
  'AWS::DynamoDB::Table': { StreamArn: ['StreamSpecification'] },
  'AWS::EC2::Instance': { PublicDnsName: 'any', PublicIp: 'any' },
  'AWS::EC2::LaunchTemplate': { LatestVersionNumber: 'any' },
  'AWS::RDS::DBCluster': {
    'Endpoint.Port': ['Port'],
    'MasterUserSecret.SecretArn': ['ManageMasterUserPassword', 'MasterUserSecret'],
  },
  'AWS::RDS::DBInstance': {
    'Endpoint.Port': ['Port'],
    'MasterUserSecret.SecretArn': ['ManageMasterUserPassword', 'MasterUserSecret'],
  },
  'AWS::ServiceCatalog::CloudFormationProduct': {
    ProvisioningArtifactIds: ['ProvisioningArtifactParameters'],
    ProvisioningArtifactNames: ['ProvisioningArtifactParameters'],
  },
};

/** Types whose attributes are whatever their template or function says after each update. */
const FREE = new Set(['AWS::CloudFormation::CustomResource', 'AWS::CloudFormation::Stack', LAUNCHED_PRODUCT]);

/** What a resource that is updated in place changes of itself. */
export interface UpdateInPlace {
  readonly type: string;
  /** Top-level properties that get another value. */
  readonly changed: ReadonlySet<string>;
}

/** Whether an attribute of a resource that isn't replaced may have another value after an update. */
export function attributeMayChange({ type, changed }: UpdateInPlace, attribute: string): boolean {
  if (FREE.has(type) || type.startsWith('Custom::')) return true;
  const following = FOLLOWING[type]?.[attribute];
  if (following !== undefined) return following === 'any' || following.some((name) => changed.has(name));
  // An attribute that is a property itself, such as the value of an SSM parameter.
  return changed.has(attribute.split('.')[0] ?? attribute);
}
