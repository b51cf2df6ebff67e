import { databaseName } from '../custom-type';
import { acmpca } from './acmpca';
import { amazonmq } from './amazonmq';
import { apigatewayv2 } from './apigatewayv2';
import { applicationautoscaling } from './applicationautoscaling';
import { appsync } from './appsync';
import { aps } from './aps';
import { autoscaling } from './autoscaling';
import { backup } from './backup';
import { batch } from './batch';
import { cassandra } from './cassandra';
import { certificatemanager } from './certificatemanager';
import { cloudformation } from './cloudformation';
import { cloudtrail } from './cloudtrail';
import { codeartifact } from './codeartifact';
import { codecommit } from './codecommit';
import { codepipeline } from './codepipeline';
import { cognito } from './cognito';
import { directoryservice } from './directoryservice';
import { dms } from './dms';
import { docdb } from './docdb';
import { docdbelastic } from './docdbelastic';
import { dsql } from './dsql';
import { dynamodb } from './dynamodb';
import { ec2 } from './ec2';
import { ecr } from './ecr';
import { ecs } from './ecs';
import { efs } from './efs';
import { eks } from './eks';
import { elasticache } from './elasticache';
import { elasticbeanstalk } from './elasticbeanstalk';
import { elasticloadbalancingv2 } from './elasticloadbalancingv2';
import { elasticsearch } from './elasticsearch';
import { emr } from './emr';
import { events } from './events';
import type { Fact } from './fact';
import { fsx } from './fsx';
import { grafana } from './grafana';
import { healthimaging } from './healthimaging';
import { healthlake } from './healthlake';
import { iam } from './iam';
import { iotanalytics } from './iotanalytics';
import { iotfleetwise } from './iotfleetwise';
import { kendra } from './kendra';
import { kinesis } from './kinesis';
import { kms } from './kms';
import { lambda } from './lambda';
import { lightsail } from './lightsail';
import { logs } from './logs';
import { memorydb } from './memorydb';
import { msk } from './msk';
import { mwaa } from './mwaa';
import { neptune } from './neptune';
import { neptunegraph } from './neptunegraph';
import { networkfirewall } from './networkfirewall';
import { odb } from './odb';
import { omics } from './omics';
import { opensearchserverless } from './opensearchserverless';
import { opensearchservice } from './opensearchservice';
import { organizations } from './organizations';
import { paymentcryptography } from './paymentcryptography';
import { qldb } from './qldb';
import { rds } from './rds';
import { redshift } from './redshift';
import { redshiftserverless } from './redshiftserverless';
import { route53 } from './route53';
import { route53resolver } from './route53resolver';
import { s3 } from './s3';
import { s3express } from './s3express';
import { s3files } from './s3files';
import { s3outposts } from './s3outposts';
import { s3tables } from './s3tables';
import { s3vectors } from './s3vectors';
import { sagemaker } from './sagemaker';
import { scheduler } from './scheduler';
import { sdb } from './sdb';
import { secretsmanager } from './secretsmanager';
import { servicecatalog } from './servicecatalog';
import { servicediscovery } from './servicediscovery';
import { sns } from './sns';
import { sqs } from './sqs';
import { timestream } from './timestream';
import { transfer } from './transfer';
import { verifiedpermissions } from './verifiedpermissions';
import { workspaces } from './workspaces';

export type * from './fact';

/**
 * Facts about every service that are told by hand. One service's stand in the file of its name: of `AWS::ElastiCache` in
 * `elasticache.ts`. Those that follow from a sentence of AWS's documentation alone stand with it, in `sentences/`.
 */
export const FACTS: readonly Fact[] = [
  ...acmpca,
  ...amazonmq,
  ...apigatewayv2,
  ...applicationautoscaling,
  ...appsync,
  ...aps,
  ...autoscaling,
  ...backup,
  ...batch,
  ...cassandra,
  ...certificatemanager,
  ...cloudformation,
  ...cloudtrail,
  ...codeartifact,
  ...codecommit,
  ...codepipeline,
  ...cognito,
  ...directoryservice,
  ...dms,
  ...docdb,
  ...docdbelastic,
  ...dsql,
  ...dynamodb,
  ...ec2,
  ...ecr,
  ...ecs,
  ...efs,
  ...eks,
  ...elasticache,
  ...elasticbeanstalk,
  ...elasticloadbalancingv2,
  ...elasticsearch,
  ...emr,
  ...events,
  ...fsx,
  ...grafana,
  ...healthimaging,
  ...healthlake,
  ...iam,
  ...iotanalytics,
  ...iotfleetwise,
  ...kendra,
  ...kinesis,
  ...kms,
  ...lambda,
  ...lightsail,
  ...logs,
  ...memorydb,
  ...msk,
  ...mwaa,
  ...neptune,
  ...neptunegraph,
  ...networkfirewall,
  ...odb,
  ...omics,
  ...opensearchserverless,
  ...opensearchservice,
  ...organizations,
  ...paymentcryptography,
  ...qldb,
  ...rds,
  ...redshift,
  ...redshiftserverless,
  ...route53,
  ...route53resolver,
  ...s3,
  ...s3express,
  ...s3files,
  ...s3outposts,
  ...s3tables,
  ...s3vectors,
  ...sagemaker,
  ...scheduler,
  ...sdb,
  ...secretsmanager,
  ...servicecatalog,
  ...servicediscovery,
  ...sns,
  ...sqs,
  ...timestream,
  ...transfer,
  ...verifiedpermissions,
  ...workspaces,
];

const byType = new Map<string, Fact[]>();
for (const fact of FACTS) byType.set(fact.type, [...(byType.get(fact.type) ?? []), fact]);

/**
 * Facts about a type that are told by hand, in the order of its file; those about custom resources are said of
 * `AWS::CloudFormation::CustomResource`.
 */
export function factsOf(type: string): readonly Fact[] {
  return byType.get(databaseName(type)) ?? [];
}
