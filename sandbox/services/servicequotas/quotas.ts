/** A quota as Service Quotas knows it: of one account in one region. */
export interface Quota {
  /** `vpc`, `ec2`, … */
  readonly service: string;
  readonly serviceName: string;
  readonly code: string;
  readonly name: string;
  /** Value of an account until more is asked for. */
  readonly default: number;
  /** Whether nobody can raise it. */
  readonly fixed?: true;
}

const VPC = { service: 'vpc', serviceName: 'Amazon Virtual Private Cloud (Amazon VPC)' } as const;

const XRay = { service: 'xray', serviceName: 'AWS X-Ray' } as const;

/**
 * The quotas that the sandbox knows, with AWS's defaults: those of resources that an account runs out of first.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html
 * @see https://docs.aws.amazon.com/general/latest/gr/xray.html
 */
export const knownQuotas: readonly Quota[] = [
  { ...VPC, code: 'L-F678F1CE', name: 'VPCs per Region', default: 5 },
  { ...VPC, code: 'L-A4707A72', name: 'Internet gateways per Region', default: 5 },
  {
    service: 'ec2',
    serviceName: 'Amazon Elastic Compute Cloud (Amazon EC2)',
    code: 'L-0263D0A3',
    name: 'EC2-VPC Elastic IPs',
    default: 5,
  },
  {
    service: 'elasticloadbalancing',
    serviceName: 'Elastic Load Balancing',
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
    default: 50,
  },
  {
    service: 'rds',
    serviceName: 'Amazon Relational Database Service (Amazon RDS)',
    code: 'L-952B80B8',
    name: 'DB clusters',
    default: 40,
  },
  { ...XRay, code: 'L-8C0C998A', name: 'Custom sampling rules per region', default: 25 },
  { ...XRay, code: 'L-7F259013', name: 'Groups in an account', default: 25, fixed: true },
];
