import { CfnInstance, CfnPrivateDnsNamespace, CfnService } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { apiPort, type NodeNumber, nodeLabel, type SearchNames } from './names';

/** VPC that the names are resolved in, and the names. */
export interface NamespaceProps {
  readonly vpcId: string;
  readonly names: SearchNames;
}

/** Seconds that resolvers may remember an address: a node that starts again has another one. */
const timeToLive = 10;

/**
 * The environment's private DNS names, in Cloud Map: one for each node, and one for the API that leads to any of them.
 * A node has its name from its start on, well or not: else three that wait for each other's names would wait for ever.
 */
export class Namespace extends Construct {
  private readonly namespace: CfnPrivateDnsNamespace;
  private readonly api: CfnService;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NamespaceProps,
  ) {
    super(scope, id);
    this.namespace = new CfnPrivateDnsNamespace(this, 'Resource', {
      name: props.names.namespace,
      vpc: props.vpcId,
      description: 'Search nodes and their API',
    });
    this.api = new CfnService(this, 'Api', {
      name: 'api',
      description: 'Leads to any of the nodes',
      namespaceId: this.namespace.ref,
      dnsConfig: { routingPolicy: 'WEIGHTED', dnsRecords: [{ type: 'CNAME', ttl: timeToLive }] },
    });
  }

  /** Gives a node its name; ECS enters its address. */
  addNode(scope: Construct, number: NodeNumber): CfnService {
    new CfnInstance(scope, 'ApiInstance', {
      serviceId: this.api.ref,
      instanceId: nodeLabel(number),
      instanceAttributes: { AWS_INSTANCE_CNAME: this.props.names.node(number), AWS_INSTANCE_PORT: String(apiPort) },
    });
    return new CfnService(scope, 'Name', {
      name: nodeLabel(number),
      description: 'Address of one search node',
      namespaceId: this.namespace.ref,
      dnsConfig: { routingPolicy: 'MULTIVALUE', dnsRecords: [{ type: 'A', ttl: timeToLive }] },
    });
  }
}
