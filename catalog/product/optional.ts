import { Aspects, Aws, CfnCondition, CfnOutput, CfnResource, Fn } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { CatalogError } from '../errors';

/** Condition, and the subtree that exists with it. */
export interface OptionalProps {
  /** When the subtree exists. Inside another `Optional`, that one's condition must hold as well. */
  readonly when: CfnCondition;
}

/**
 * A part of a product that exists only when a condition holds at launch: every resource and output below it gets the
 * condition. A reference from outside must cope with its absence: `whenPresent` says how.
 *
 * ```ts
 * const thirdZone = new Optional(this, 'ThirdZone', { when: hasThirdZone });
 * const subnet = new CfnSubnet(thirdZone, 'Subnet', { … });
 * thirdZone.whenPresent(subnet.ref, 'none');
 * ```
 *
 * @throws `CatalogError` `conflicting-condition` at synthesis when a resource below has a condition of its own; put it
 *   into an `Optional` inside this one
 */
export class Optional extends Construct {
  /** Condition that holds exactly when the subtree exists. */
  readonly condition: CfnCondition;

  constructor(scope: Construct, id: string, props: OptionalProps) {
    super(scope, id);
    const outer = enclosing(this);
    this.condition = outer
      ? new CfnCondition(this, 'Exists', { expression: Fn.conditionAnd(outer.condition, props.when) })
      : props.when;
    Aspects.of(this).add({ visit: (node) => this.claim(node) });
  }

  /** A value of the subtree as seen from outside: itself when the subtree exists, else `otherwise`. */
  whenPresent(value: string, otherwise: string = Aws.NO_VALUE): string {
    return Fn.conditionIf(this.condition.logicalId, value, otherwise).toString();
  }

  private claim(node: IConstruct): void {
    if (enclosing(node) !== this) return;
    if (CfnResource.isCfnResource(node)) node.cfnOptions.condition = this.agree(node, node.cfnOptions.condition);
    if (node instanceof CfnOutput) node.condition = this.agree(node, node.condition);
  }

  private agree(node: IConstruct, own: CfnCondition | undefined): CfnCondition {
    if (own !== undefined && own !== this.condition) {
      throw new CatalogError(
        'conflicting-condition',
        `${node.node.path}: has the condition ${own.node.id} inside the optional ${this.node.id}; ` +
          'put it into an Optional of its own instead.',
      );
    }
    return this.condition;
  }
}

/** The innermost `Optional` around a construct, itself excluded. */
function enclosing(node: IConstruct): Optional | undefined {
  const scope = node.node.scope;
  return scope === undefined || scope instanceof Optional ? scope : enclosing(scope);
}
