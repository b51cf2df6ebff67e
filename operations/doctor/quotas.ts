/** Quota of resources that an account runs out of before others, and the type that counts. */
export interface CountedQuota {
  readonly type: string;
  readonly service: string;
  readonly code: string;
  /** The resources in words, as many: `VPCs`. */
  readonly things: string;
  /** Document that says what else to do, where nobody can raise the quota. */
  readonly fixed?: string;
}

/**
 * Quotas per account and region that an environment or two may exhaust; the codes are Service Quotas'.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html
 * @see https://docs.aws.amazon.com/general/latest/gr/xray.html
 */
export const countedQuotas: readonly CountedQuota[] = [
  { type: 'AWS::EC2::VPC', service: 'vpc', code: 'L-F678F1CE', things: 'VPCs' },
  { type: 'AWS::EC2::InternetGateway', service: 'vpc', code: 'L-A4707A72', things: 'internet gateways' },
  { type: 'AWS::EC2::EIP', service: 'ec2', code: 'L-0263D0A3', things: 'elastic IP addresses' },
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    things: 'application load balancers',
  },
  { type: 'AWS::RDS::DBCluster', service: 'rds', code: 'L-952B80B8', things: 'database clusters' },
  {
    type: 'AWS::XRay::Group',
    service: 'xray',
    code: 'L-7F259013',
    things: 'groups of traces',
    fixed: 'products/observability/README.md',
  },
  { type: 'AWS::XRay::SamplingRule', service: 'xray', code: 'L-8C0C998A', things: 'sampling rules of traces' },
];

/** Limits of what the hub may hold, which nobody can raise. https://docs.aws.amazon.com/servicecatalog/latest/adminguide/limits.html */
export const catalogLimits = { productsPerPortfolio: 150, versionsPerProduct: 100 } as const;
