/** CDK app that the bench measures against: it publishes one small product, and does nothing else. */
import { App, Stack } from 'aws-cdk-lib';
import {
  CloudFormationProduct,
  CloudFormationTemplate,
  Portfolio,
  ProductStack,
  type ProductStackProps,
} from 'aws-cdk-lib/aws-servicecatalog';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

class SmallProduct extends ProductStack {
  constructor(scope: Construct, id: string, props?: ProductStackProps) {
    super(scope, id, props);
    new CfnTopic(this, 'Topic', { kmsMasterKeyId: 'alias/aws/sns' });
  }
}

const app = new App();
const stack = new Stack(app, 'Bare');
const portfolio = new Portfolio(stack, 'Portfolio', { displayName: 'Bare', providerName: 'Bench' });
portfolio.addProduct(
  new CloudFormationProduct(stack, 'Product', {
    productName: 'Small',
    owner: 'Bench',
    productVersions: [
      {
        productVersionName: '1.0.0',
        cloudFormationTemplate: CloudFormationTemplate.fromProductStack(new SmallProduct(stack, 'SmallProduct')),
      },
    ],
  }),
);
app.synth();
