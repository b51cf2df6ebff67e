import { CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { given, Optional } from '../../catalog/product';

/** Domain and hosted zone, as the form gives them. */
export interface DomainProps {
  /** The domain, or empty for none. */
  readonly domainName: string;
  /** A zone that exists, or empty to create one. */
  readonly hostedZoneId: string;
  /** `yes` when the created zone answers for the domain. */
  readonly delegated: string;
}

/**
 * The platform's domain: its hosted zone, created or brought, and a certificate for it and its wildcard.
 *
 * The certificate proves itself through DNS and so renews by itself. It is only asked for where the zone really answers
 * for the domain: else it would wait for ever, and the launch with it.
 */
export class Domain extends Construct {
  /** The domain, or `none`. */
  readonly name: string;
  /** The zone, or `none`. */
  readonly hostedZoneId: string;
  /** The certificate, or `none`. */
  readonly certificateArn: string;
  /** Name servers of the created zone, comma-joined, or `none`. */
  readonly nameServers: string;

  constructor(scope: Construct, id: string, { domainName, hostedZoneId, delegated }: DomainProps) {
    super(scope, id);
    const condition = (name: string, expression: ReturnType<typeof given>) =>
      new CfnCondition(this, name, { expression });
    const hasDomain = condition('Exists', given(domainName));
    const brings = condition('BringsZone', Fn.conditionAnd(hasDomain, given(hostedZoneId)));
    const creates = condition('CreatesZone', Fn.conditionAnd(hasDomain, Fn.conditionNot(brings)));
    const certifies = condition(
      'IsDelegated',
      Fn.conditionOr(brings, Fn.conditionAnd(creates, Fn.conditionEquals(delegated, 'yes'))),
    );

    const created = new Optional(this, 'HostedZone', { when: creates });
    const zone = new CfnHostedZone(created, 'Resource', { name: domainName });
    // Its records, and the delegation that names its servers, would be lost; and it can't be deleted while it has records.
    zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const zoneId = created.whenPresent(zone.ref, hostedZoneId);

    const delegatedDomain = new Optional(this, 'Certificate', { when: certifies });
    const certificate = new CfnCertificate(delegatedDomain, 'Resource', {
      domainName,
      subjectAlternativeNames: [`*.${domainName}`],
      validationMethod: 'DNS',
      // The wildcard is proved by the same record.
      domainValidationOptions: [{ domainName, hostedZoneId: zoneId }],
    });

    this.name = Fn.conditionIf(hasDomain.logicalId, domainName, 'none').toString();
    this.hostedZoneId = Fn.conditionIf(hasDomain.logicalId, zoneId, 'none').toString();
    this.certificateArn = delegatedDomain.whenPresent(certificate.ref, 'none');
    this.nameServers = created.whenPresent(Fn.join(',', zone.attrNameServers), 'none');
  }
}
