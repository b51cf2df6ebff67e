import { Annotations, CfnResource } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { renderProduct } from '../../../catalog/product';
import { smallProduct } from './small-product';

describe('a rendered product', () => {
  it('lists its sections in the order in which people read a template', () => {
    const sections = Object.keys(JSON.parse(renderProduct(smallProduct())));
    expect(sections).toEqual([
      'AWSTemplateFormatVersion',
      'Description',
      'Metadata',
      'Parameters',
      'Resources',
      'Outputs',
    ]);
  });

  it('ends with a newline', () => {
    expect(renderProduct(smallProduct())).toMatch(/\}\n$/);
  });

  it('ignores what the CDK CLI and the environment say', () => {
    const product = smallProduct({ build: (stack) => void new Bucket(stack, 'Bucket') });
    const before = renderProduct(product);
    const asked = {
      CDK_CONTEXT_JSON: JSON.stringify({
        'aws:cdk:enable-path-metadata': true,
        'aws:cdk:version-reporting': true,
        '@aws-cdk/aws-s3:publicAccessBlockedByDefault': false,
        '@aws-cdk/core:permissionsBoundary': { name: 'boundary' },
      }),
      CDK_DEFAULT_ACCOUNT: '999999999999',
      CDK_DEFAULT_REGION: 'us-west-1',
      CDK_OUTDIR: '/nonexistent/outdir',
    };
    jest.replaceProperty(process, 'env', { ...process.env, ...asked });
    expect(renderProduct(product)).toBe(before);
    jest.restoreAllMocks();
  });

  it('refuses an asset', () => {
    const product = smallProduct({ build: (stack) => void new Asset(stack, 'Asset', { path: __filename }) });
    expect(() => renderProduct(product)).toThrow(/asset/i);
  });

  it('refuses a transform', () => {
    const product = smallProduct({
      build(stack) {
        new CfnTopic(stack, 'Topic');
        stack.templateOptions.transforms = ['AWS::LanguageExtensions'];
      },
    });
    expect(() => renderProduct(product)).toThrow('got: Transform.');
  });

  it.each(['addWarningV2', 'addError'] as const)('refuses what a construct reports with %s', (report) => {
    const product = smallProduct({
      build(stack) {
        const annotations = Annotations.of(new CfnTopic(stack, 'Topic'));
        if (report === 'addError') annotations.addError('broken');
        else annotations.addWarningV2('tests:doubtful', 'broken');
      },
    });
    expect(() => renderProduct(product)).toThrow('broken');
  });

  it('refuses a template beyond the 1 MB that Service Catalog takes', () => {
    const product = smallProduct({
      build(stack) {
        new CfnResource(stack, 'List', { type: 'AWS::SNS::Topic', properties: { Items: Array(80_000).fill('x') } });
      },
    });
    expect(() => renderProduct(product)).toThrow('small: the template may have 1048576 bytes, got:');
  });
});
