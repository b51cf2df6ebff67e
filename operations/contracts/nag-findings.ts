import { CfnResource, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { type Product, synthesizeProduct } from '../../catalog/product';

/** One resource that one rule of cdk-nag finds fault with. */
export interface NagFinding {
  readonly rule: string;
  readonly logicalId: string;
  readonly message: string;
}

/** Findings of the packs AwsSolutions and NIST 800-53 R5 in a product, errors and warnings alike. */
export function nagFindings(product: Product): NagFinding[] {
  const { stack } = synthesizeProduct(product);
  const ids = new Map(
    stack.node
      .findAll()
      .filter(CfnResource.isCfnResource)
      .map((each) => [each.node.path, logicalId(each)]),
  );
  return [new AwsSolutionsChecks(), new NIST80053R5Checks()].flatMap((pack) =>
    pack.validateScope(stack).violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({
        rule: ruleName,
        logicalId: ids.get(constructPath) ?? constructPath,
        message: description ?? '',
      })),
    ),
  );
}

function logicalId(resource: CfnResource & IConstruct): string {
  return Stack.of(resource).getLogicalId(resource);
}
