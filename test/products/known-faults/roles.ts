import { allowsAction, type PolicyDocument } from '../../../catalog/permissions';
import { unboundedRoles } from '../../../catalog/product/permissions-boundary';
import { isObject, type Json, type Template } from '../../../catalog/template';
import { policyPlaces, roleOf, statementsIn } from '../hostile-answers/policies';
import { docs, type Fault, ofType, written } from './fault';

/** Policies of a role, those that hang on the template's conditions too. */
function policyOf(template: Template, role: string): PolicyDocument {
  const places = policyPlaces(template).filter((place) => place.use === 'identity' && roleOf(place) === role);
  const statements = places.flatMap(({ value }) => statementsIn(value));
  return JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}

const may = (template: Template, role: string, action: string) => allowsAction([policyOf(template, role)], action);

/** Roles that a service takes on, and that may do one thing and lack others, as `BackupRole: backup:TagResource`. */
function lacking(template: Template, service: string, having: string, needed: readonly string[]): readonly string[] {
  return ofType(template, 'AWS::IAM::Role')
    .filter(({ properties }) => written(properties.AssumeRolePolicyDocument).includes(`"${service}.amazonaws.com"`))
    .filter(({ id }) => may(template, id, having))
    .flatMap(({ id }) => needed.filter((action) => !may(template, id, action)).map((action) => `${id}: ${action}`))
    .sort();
}

/** Whether an approval hangs on a condition of the template. */
function mayLackApproval(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(mayLackApproval);
  if (!isObject(value)) return false;
  if (value['Fn::If'] !== undefined) return written(value).includes('"Category":"Approval"');
  return Object.values(value).some(mayLackApproval);
}

/** Faults of the roles that a template makes. */
export const roleFaults = {
  backupWithoutTags: {
    says: 'a role backs up what carries tags, and may not tag the copy: every job fails',
    page: docs('aws-backup/latest/devguide/tags-on-backups.html'),
    find: (template) =>
      lacking(template, 'backup', 'backup:CopyIntoBackupVault', ['backup:TagResource', 'tag:GetResources']),
  },
  roleWithoutBoundary: {
    says: 'a role has no permissions boundary',
    page: docs('IAM/latest/UserGuide/access_policies_boundaries.html'),
    find: (template) => unboundedRoles(template).sort(),
  },
  imageThatCannotBePushed: {
    says: 'a build may put an image and not ask for its manifest, as current pushers do first',
    page: docs('AmazonECR/latest/userguide/image-push-iam.html'),
    find: (template) => lacking(template, 'codebuild', 'ecr:PutImage', ['ecr:BatchGetImage']),
  },
  artifactsBelowTheLeast: {
    says: 'a pipeline may do less with its artifacts than AWS calls the minimum',
    page: 'https://repost.aws/knowledge-center/codepipeline-access-denied-errors',
    find: (template) =>
      lacking(template, 'codepipeline', 's3:PutObject', [
        's3:GetBucketAcl',
        's3:PutObjectAcl',
        's3:PutObjectTagging',
        's3:GetObjectTagging',
        's3:GetObjectVersionTagging',
      ]),
  },
  publishingByWhoeverLaunches: {
    says: 'the repository that a form names is built with the roles of cdk bootstrap, without an approval before it',
    page: docs('cdk/v2/guide/bootstrapping-env.html'),
    find: (template) => {
      const pipelines = ofType(template, 'AWS::CodePipeline::Pipeline').map(({ properties }) => properties.Stages);
      const roles = ofType(template, 'AWS::IAM::Role').filter(({ id }) => may(template, id, 'sts:AssumeRole'));
      return pipelines.some(mayLackApproval) ? roles.map(({ id }) => id).sort() : [];
    },
  },
  publishingThatCannotReconcile: {
    says: 'the role that publishes may not list the resources of the hub, so that every run ends in AccessDenied',
    page: docs('AWSCloudFormation/latest/APIReference/API_ListStackResources.html'),
    find: (template) => lacking(template, 'codebuild', 'sts:AssumeRole', ['cloudformation:ListStackResources']),
  },
  publishingInOneRegionOnly: {
    says: 'the role that publishes may take on the bootstrap roles of its own region only, though the catalog may have several',
    page: docs('cdk/v2/guide/bootstrapping-env.html'),
    find: (template) =>
      policyPlaces(template)
        .filter(
          ({ use, value }) =>
            use === 'identity' &&
            statementsIn(value).some(
              (each) => each.Action === 'sts:AssumeRole' && written(each.Resource).includes('AWS::Region'),
            ),
        )
        .map(roleOf)
        .sort(),
  },
} satisfies Readonly<Record<string, Fault>>;
