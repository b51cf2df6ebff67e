import { CfnCondition, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { pullImages } from '../compute/image-pull';
import { ownArn } from '../own-arn';

/** Image of CodeBuild that brings the AWS CLI, Docker and several versions of Node.js. */
export const awsImage = 'aws/codebuild/amazonlinux-x86_64-standard:5.0';

/** Version of Node.js, among those of the image, that our own programs run on. */
export const awsImageNodeVersion = 22;

/** Condition that holds for an image of CodeBuild, whose name begins with `aws/codebuild/`. */
export function curatedImage(scope: Construct, id: string, image: string): CfnCondition {
  const before = Fn.select(0, Fn.split('aws/codebuild/', image));
  return new CfnCondition(scope, id, { expression: Fn.conditionEquals(before, '') });
}

/**
 * Statements by which a project's role pulls the image that it runs in, where that lies in ECR in this account and region,
 * and no other image: what runs in it is a repository's own code. A public image needs none.
 */
export function pullBuildImage(image: string): readonly object[] {
  return pullImages(ownArn('ecr', `repository\${Name}`, { Name: repositoryPath(image) }));
}

/** `/team/build` of `….dkr.ecr.eu-central-1.amazonaws.com/team/build:1`; empty, so that it names nothing, of any other image. */
function repositoryPath(image: string): string {
  const host = '.amazonaws.com';
  // Joined once more, so that there always is a second part.
  const name = Fn.select(1, Fn.split(host, Fn.join('', [image, host])));
  return Fn.select(0, Fn.split('@', Fn.select(0, Fn.split(':', name))));
}
