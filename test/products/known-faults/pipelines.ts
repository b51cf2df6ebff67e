import type { Template } from '../../../catalog/template';
import { docs, type Fault, idsOf, written } from './fault';

/** Faults of pipelines. */
export const pipelineFaults = {
  noticesOnCondition: {
    says: 'notices are let in on condition of an account that AWS’s own example doesn’t ask for: they may all be lost',
    page: docs('dtconsole/latest/userguide/set-up-sns.html'),
    find: (template) =>
      idsOf(
        template,
        ['AWS::SNS::TopicPolicy'],
        ({ properties }) =>
          written(properties).includes('codestar-notifications') &&
          written(properties).includes('"StringEquals":{"aws:SourceAccount"'),
      ),
  },
  keyByAlias: {
    says: 'artifacts ask for the key of S3 by its alias, which is there only once S3 has made it; left out it is the default',
    page: docs('codepipeline/latest/APIReference/API_EncryptionKey.html'),
    find: (template) =>
      idsOf(template, ['AWS::CodeBuild::Project', 'AWS::CodePipeline::Pipeline'], ({ properties }) =>
        written(properties).includes('alias/aws/s3'),
      ),
  },
  anyImageAsCurated: {
    says: 'an image that the form names is pulled with CodeBuild’s own credentials, which are for its curated images',
    page: docs('codebuild/latest/APIReference/API_ProjectEnvironment.html'),
    find: (template) =>
      idsOf(template, ['AWS::CodeBuild::Project'], ({ properties }) => {
        const text = written(properties.Environment);
        return text.includes('"ImagePullCredentialsType":"CODEBUILD"') && text.includes('"Image":{"Ref"');
      }),
  },
  connectionsOfTheOldName: {
    says: 'connections from before they were renamed are refused',
    page: docs('dtconsole/latest/userguide/rename.html'),
    find: ({ Parameters = {} }: Template) =>
      Object.entries(Parameters)
        .filter(([, { AllowedPattern = '' }]) => {
          const takes = (service: string) =>
            new RegExp(AllowedPattern).test(
              `arn:aws:${service}:eu-central-1:111122223333:connection/0a1b2c3d-0000-4000-8000-000000000000`,
            );
          return AllowedPattern !== '' && AllowedPattern.includes('connections') && !takes('codestar-connections');
        })
        .map(([name]) => name)
        .sort(),
  },
} satisfies Readonly<Record<string, Fault>>;
