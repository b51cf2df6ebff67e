import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import { type LogSettings, logGroup } from '../../shared/logs/log-groups';
import { ownArn } from '../../shared/own-arn';
import { firewallRules } from './firewall-rules';

/** Firewall's origin, request limit and logs, and the resources that it protects. */
export interface FirewallProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Origin of the platform's pages. */
  readonly origin: string;
  /** Requests that one address may send in five minutes. */
  readonly requestLimit: number;
  readonly logs: LogSettings;
  /** ARNs of what it protects, by the logical id of the association. */
  readonly protects: Readonly<Record<string, string>>;
}

/** The web ACL in front of the load balancer and the REST API; what it decides is logged, without secrets. */
export class Firewall extends Construct {
  /** Name of the web ACL, as its metrics carry it. */
  readonly name: string;

  constructor(scope: Construct, id: string, { environment, origin, requestLimit, logs, protects }: FirewallProps) {
    super(scope, id);
    this.name = uniqueName(environment, 'firewall');
    const webAcl = new CfnWebACL(this, 'Resource', {
      name: this.name,
      scope: 'REGIONAL',
      description: 'Protects the web application and the REST API',
      defaultAction: { allow: {} },
      rules: firewallRules({ origin, requestLimit }),
      visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: this.name, sampledRequestsEnabled: true },
    });
    for (const [association, resourceArn] of Object.entries(protects)) {
      new CfnWebACLAssociation(this, association, { webAclArn: webAcl.attrArn, resourceArn });
    }

    const group = logGroup(this, 'LogGroup', logs, {
      // WAF takes no name that begins otherwise: https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
      logGroupName: `aws-waf-logs-${uniqueName(environment, 'firewall')}`,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: webAcl.attrArn,
      // The group's own ARN ends in :*, which WAF refuses.
      logDestinationConfigs: [ownArn('logs', `log-group:\${Group}`, { Group: group.ref })],
      redactedFields: ['authorization', 'cookie', 'x-api-key'].map((name) => ({ singleHeader: { Name: name } })),
    });
  }
}
