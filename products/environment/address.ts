import { CfnCondition, Fn, type ICfnConditionExpression } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { given } from '../../catalog/product';

/** Domain as people typed it, and whose it is. */
export interface AddressProps {
  readonly domainName: string;
  readonly hostedZoneId: string;
  readonly delegated: string;
  readonly subdomain: string;
  /** Condition that the network, and with it the domain, is another environment's. */
  readonly hasBase: CfnCondition;
  /** Domain of that other environment. */
  readonly baseDomain: string;
}

/** Address of the application, as far as its domain decides it. */
export class Address extends Construct {
  /** Condition that the application is served over TLS, under a name of a domain. */
  readonly usesDomain: CfnCondition;
  /** Condition that the domain is the environment's own, with a certificate. */
  readonly ownsDomain: CfnCondition;
  private readonly hasSubdomain: CfnCondition;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AddressProps,
  ) {
    super(scope, id);
    const condition = (name: string, expression: ICfnConditionExpression) =>
      new CfnCondition(this, name, { expression });
    this.hasSubdomain = condition('HasSubdomain', given(props.subdomain));
    this.ownsDomain = condition(
      'OwnsDomain',
      Fn.conditionAnd(
        given(props.domainName),
        Fn.conditionOr(given(props.hostedZoneId), Fn.conditionEquals(props.delegated, 'yes')),
      ),
    );
    this.usesDomain = condition(
      'UsesDomain',
      Fn.conditionOr(this.ownsDomain, Fn.conditionAnd(props.hasBase, this.hasSubdomain)),
    );
  }

  /** An address of the application under its own domain; without one, `otherwise`. */
  own(path = '', otherwise = ''): string {
    return choose(this.ownsDomain, `https://${this.ownHost()}${path}`, otherwise);
  }

  /** The origin of the application's pages, below its own domain or that of the base; empty without a domain. */
  get origin(): string {
    const below = `https://${this.props.subdomain}.${this.props.baseDomain}`;
    return choose(this.usesDomain, choose(this.props.hasBase, below, `https://${this.ownHost()}`), '');
  }

  private ownHost(): string {
    const { subdomain, domainName } = this.props;
    return choose(this.hasSubdomain, `${subdomain}.${domainName}`, domainName);
  }
}

/** One value where a condition holds, else the other. */
export function choose(condition: CfnCondition, holds: string, otherwise: string): string {
  return Fn.conditionIf(condition.logicalId, holds, otherwise).toString();
}
