import { CfnInternetGateway, CfnVPC, CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** Block and name of a VPC. */
export interface VpcProps {
  /** IPv4 block, /16 to /24. */
  readonly cidr: string;
  /** Name in the console. */
  readonly name: string;
}

/** The VPC and its way to the internet. */
export class Vpc extends Construct {
  readonly id: string;
  /** The VPC's block; what is derived from it waits for the VPC. */
  readonly cidr: string;
  readonly internetGatewayId: string;
  /** Attachment of the internet gateway: what needs the internet to be created waits for it. */
  readonly internet: CfnVPCGatewayAttachment;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const vpc = new CfnVPC(this, 'Resource', {
      cidrBlock: props.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: [{ key: 'Name', value: props.name }],
    });
    const gateway = new CfnInternetGateway(this, 'InternetGateway', { tags: [{ key: 'Name', value: props.name }] });
    this.internet = new CfnVPCGatewayAttachment(this, 'InternetGatewayAttachment', {
      vpcId: vpc.ref,
      internetGatewayId: gateway.ref,
    });
    this.id = vpc.ref;
    this.cidr = vpc.attrCidrBlock;
    this.internetGatewayId = gateway.ref;
  }
}
