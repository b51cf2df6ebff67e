import { synthesizeProduct } from '../../../catalog/product';
import { own, referencesIn, type Template } from '../../../catalog/template';
import { endpointPolicies, heldBack } from '../../../operations/contracts/endpoint-policies';
import { products } from '../../../products';
import { docs, type Fault, idsOf, ofType, written } from './fault';

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

/** Types that a rollback of their first launch finds empty and unprotected. */
const EMPTY_AT_FIRST = ['AWS::EFS::FileSystem', 'AWS::Backup::BackupVault', 'AWS::Cognito::IdentityPool'];

/** Parameters that a value depends on, through the conditions that it names. */
function dependsOnParameter(template: Template, value: unknown): boolean {
  const text = written(value as object);
  const conditions = Object.entries(template.Conditions ?? {}).filter(([name]) => text.includes(`"Fn::If":["${name}"`));
  const all = [value, ...conditions.map(([, expression]) => expression)];
  return all.some((each) => referencesIn(each as never).some(({ id }) => own(template.Parameters, id) !== undefined));
}

/** Products as they are today, once they are asked for. */
let workloads: readonly Template[] | undefined;

/** Faults of networks and of what holds data. */
export const storeFaults = {
  emptyIndexList: {
    says: 'a table has an empty list of indexes, which CreateTable refuses',
    page: 'https://github.com/Cimpress-MCP/LambdaWrap/pull/33',
    find: (template) =>
      idsOf(template, TABLES, ({ properties }) => written(properties).includes('SecondaryIndexes":[]')),
  },
  versionOnMember: {
    says: 'an instance of a cluster names an engine version, which RDS refuses to change by the instance',
    page: docs('AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html'),
    find: (template) =>
      idsOf(
        template,
        ['AWS::RDS::DBInstance'],
        ({ properties }) => properties.DBClusterIdentifier !== undefined && properties.EngineVersion !== undefined,
      ),
  },
  zonesByNumber: {
    says: 'zones follow from their number in Fn::GetAZs alone, whose answer changes with the account',
    page: docs('AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-getavailabilityzones.html'),
    find: (template) =>
      idsOf(
        template,
        ['AWS::EC2::Subnet'],
        ({ properties: { AvailabilityZone: zone } }) =>
          written(zone).includes('Fn::GetAZs') && !dependsOnParameter(template, zone),
      ),
  },
  mailOfCognitoOnly: {
    says: 'a user pool whose users sign up by mail can have no sender of its own, and Cognito’s sends 50 mails a day',
    page: docs('cognito-user-identity-pools/latest/APIReference/API_EmailConfigurationType.html'),
    find: (template) =>
      idsOf(
        template,
        ['AWS::Cognito::UserPool'],
        ({ properties }) =>
          written(properties.AutoVerifiedAttributes).includes('email') && properties.EmailConfiguration === undefined,
      ),
  },
  leftOverByFailedLaunch: {
    says: 'a first launch that fails leaves behind what holds nothing yet',
    page: docs('AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html'),
    find: (template) => idsOf(template, EMPTY_AT_FIRST, ({ resource }) => resource.DeletionPolicy === 'Retain'),
  },
  copiesWithoutTheirRole: {
    says: 'copies outlive the role that must let them expire',
    page: docs('aws-backup/latest/devguide/backup-iam.html'),
    find: (template) => {
      const keeps = ofType(template, 'AWS::Backup::BackupVault').some(({ resource }) =>
        written(resource.DeletionPolicy).includes('Retain'),
      );
      const selections = written(
        ofType(template, 'AWS::Backup::BackupSelection').map(({ properties }) => properties.BackupSelection ?? null),
      );
      return keeps
        ? idsOf(
            template,
            ['AWS::IAM::Role'],
            ({ id, resource }) =>
              selections.includes(`"${id}"`) && !written(resource.DeletionPolicy).includes('Retain'),
          )
        : [];
    },
  },
  endpointThatHoldsBack: {
    says: 'an endpoint lets less through than what runs in the VPC may do',
    page: docs('vpc/latest/privatelink/vpc-endpoints-access.html'),
    find: (template) => {
      workloads ??= products.map((product) => synthesizeProduct(product).template);
      const endpoints = endpointPolicies(template);
      return [...new Set(workloads.flatMap((each) => heldBack(each, endpoints)))].sort();
    },
  },
} satisfies Readonly<Record<string, Fault>>;
