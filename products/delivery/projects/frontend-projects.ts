import { Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { awsImage, curatedImage } from '../../shared/pipelines/build-image';
import { BuildProject, type BuildSettings } from '../../shared/pipelines/build-project';
import type { ImageRepository } from '../storage/images';

/** Projects of the web application: settings, the image that tests run in, and where its own image goes. */
export interface FrontendProjectsProps {
  readonly settings: BuildSettings;
  /** Container image that tests run in. */
  readonly image: string;
  /** Repository that the image of the web application goes to. */
  readonly repository: ImageRepository;
}

/** Build projects that test the web application and build its image. */
export class FrontendProjects extends Construct {
  readonly tests: BuildProject;
  readonly image: BuildProject;

  constructor(scope: Construct, id: string, { settings, image, repository }: FrontendProjectsProps) {
    super(scope, id);
    this.tests = new BuildProject(this, 'Tests', {
      ...settings,
      image,
      isCurated: curatedImage(this, 'IsCurated', image),
      name: 'frontend-tests',
      description: 'Runs the tests of the web application',
      commands: ['npm ci', 'npm test'],
      reportsTests: true,
    });
    this.image = new BuildProject(this, 'Image', {
      ...settings,
      image: awsImage,
      buildsImages: true,
      name: 'frontend-image',
      description: 'Builds the image of the web application and pushes it',
      commands: [
        'test -f Dockerfile || { echo "The repository must have a Dockerfile at its root."; exit 1; }',
        pushImage,
      ],
      variables: {
        REPOSITORY: repository.name,
        REPOSITORY_URI: repository.uri,
        REGISTRY: Fn.select(0, Fn.split('/', repository.uri)),
      },
      artifactFiles: ['deployment.json'],
      statements: [
        {
          Sid: 'SignIn',
          Effect: 'Allow',
          Action: 'ecr:GetAuthorizationToken',
          // It takes no resource: the token is for the whole registry.
          Resource: '*',
        },
        {
          // https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html, and the reading of its digest.
          Sid: 'PushImage',
          Effect: 'Allow',
          Action: [
            'ecr:BatchCheckLayerAvailability',
            'ecr:BatchGetImage',
            'ecr:CompleteLayerUpload',
            'ecr:DescribeImages',
            'ecr:InitiateLayerUpload',
            'ecr:PutImage',
            'ecr:UploadLayerPart',
          ],
          Resource: repository.arn,
        },
      ],
    });
  }
}

/**
 * Builds and pushes the image under the commit's name, unless an earlier run did: tags can't be overwritten. Then asks
 * for its deployment, by digest, so that what runs is what was built.
 */
const pushImage = `(
set -euo pipefail
digest() {
  aws ecr describe-images --repository-name "$REPOSITORY" --image-ids "imageTag=$COMMIT" \\
    --query 'imageDetails[0].imageDigest' --output text
}
aws ecr get-login-password | docker login --username AWS --password-stdin "$REGISTRY"
if ! digest; then
  docker build --platform linux/amd64 --tag "$REPOSITORY_URI:$COMMIT" .
  docker push "$REPOSITORY_URI:$COMMIT"
fi
image="$REPOSITORY_URI@$(digest)"
printf '{"app":{"parameters":{"Image":"%s"}}}\\n' "$image" | tee deployment.json
)
`;
