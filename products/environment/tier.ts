import { type CfnCondition, CfnDeletionPolicy, CfnOutput, Fn, Stack, Tags } from 'aws-cdk-lib';
import { CfnCloudFormationProvisionedProduct } from 'aws-cdk-lib/aws-servicecatalog';
import { Construct } from 'constructs';
import type { ProductStack } from '../../catalog/product';
import { tierVersions } from './tier-versions';
import { type TierId, tierProducts } from './tiers';

/** An answer that is only given while a condition holds; else the tier's own default counts. */
export interface OptionalAnswer {
  readonly when: CfnCondition;
  readonly value: string;
}

/** Tier to launch, where from, and with which answers. */
export interface TierProps {
  readonly tier: TierId;
  /** Name of the portfolio that it is launched from. */
  readonly portfolio: string;
  /** Condition that the environment has the tier. @default - it always has */
  readonly when?: CfnCondition;
  /** Answers to the tier's form, by parameter, beside the environment's name and type. */
  readonly answers: Readonly<Record<string, string | OptionalAnswer>>;
  /** Tiers that must be there before, and go after, this one. */
  readonly after?: readonly Tier[];
}

/**
 * One tier, as a product that Service Catalog launches: with its own launch role, stack, events and record, named
 * `<environment>-<tier>` like one that a person launches. Updates that name a newer version update it in place.
 *
 * Its name is fixed, since Service Catalog can't rename what is launched: another one would launch a second tier. Should
 * somebody change the environment's name all the same, `UpdateReplacePolicy` leaves the tiers of the old name alone.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html
 */
export class Tier extends Construct {
  private readonly launched: CfnCloudFormationProvisionedProduct;

  constructor(
    stack: ProductStack<Record<never, never>>,
    id: string,
    private readonly props: TierProps,
  ) {
    super(stack, id);
    const { tier, after = [] } = props;
    const answers: TierProps['answers'] = {
      EnvironmentName: stack.environmentName,
      EnvironmentType: stack.environmentType,
      ...props.answers,
    };
    this.launched = new CfnCloudFormationProvisionedProduct(this, 'Resource', {
      productName: tierProducts[tier],
      provisioningArtifactName: tierVersions[tier],
      pathName: props.portfolio,
      provisionedProductName: `${stack.environmentName}-${tier}`,
      provisioningParameters: Object.entries(answers).map(([key, answer]) => {
        if (typeof answer === 'string') return { key, value: answer };
        return Fn.conditionIf(answer.when.logicalId, { Key: key, Value: answer.value }, { Ref: 'AWS::NoValue' });
      }),
    });
    this.launched.cfnOptions.condition = props.when;
    // As it would be without a word: the tiers end with their environment.
    this.launched.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
    this.launched.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    for (const tier of after) this.follow(tier);
    Tags.of(this).add('Product', tier);
  }

  /**
   * Makes this tier be launched after another, and terminated before it. DependsOn names only what exists, so one that is
   * optional is referred to in the metadata: a reference is a dependency as well, and can be conditional.
   *
   * @see https://cloudonaut.io/optional-dependson-with-cloudformation-metadata-to-the-rescue
   */
  private follow({ launched, props: { tier, when } }: Tier): void {
    if (when === undefined || when === this.props.when) {
      this.launched.addResourceDependency(launched);
    } else {
      this.launched.addMetadata(`After ${tier}`, Fn.conditionIf(when.logicalId, launched.ref, 'none'));
    }
  }

  /**
   * Shows an output of the tier as one of the environment, where the tier is there.
   *
   * @param output name of the tier's output
   * @param id name of the environment's output; @default - the same
   */
  show(output: string, description: string, id = output): void {
    new CfnOutput(Stack.of(this), id, {
      condition: this.props.when,
      description,
      value: Fn.getAtt(this.launched.logicalId, `Outputs.${output}`).toString(),
    });
  }
}
