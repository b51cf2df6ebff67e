import { databaseName } from '../custom-type';
import { IMPACTS } from '../types';
import { amazonmq } from './amazonmq';
import { appsync } from './appsync';
import { autoscaling } from './autoscaling';
import { backup } from './backup';
import { batch } from './batch';
import { cassandra } from './cassandra';
import { certificatemanager } from './certificatemanager';
import { cloudformation } from './cloudformation';
import { codepipeline } from './codepipeline';
import { cognito } from './cognito';
import { dms } from './dms';
import { docdb } from './docdb';
import { docdbelastic } from './docdbelastic';
import { dsql } from './dsql';
import { dynamodb } from './dynamodb';
import { ec2 } from './ec2';
import { ecr } from './ecr';
import { ecs } from './ecs';
import { efs } from './efs';
import { elasticache } from './elasticache';
import { elasticbeanstalk } from './elasticbeanstalk';
import { elasticloadbalancingv2 } from './elasticloadbalancingv2';
import { elasticsearch } from './elasticsearch';
import { events } from './events';
import type { Fact, UpdateEffect } from './fact';
import { fsx } from './fsx';
import { iam } from './iam';
import { kms } from './kms';
import { lambda } from './lambda';
import { lightsail } from './lightsail';
import { logs } from './logs';
import { memorydb } from './memorydb';
import { neptune } from './neptune';
import { neptunegraph } from './neptunegraph';
import { opensearchserverless } from './opensearchserverless';
import { opensearchservice } from './opensearchservice';
import { qldb } from './qldb';
import { rds } from './rds';
import { redshift } from './redshift';
import { redshiftserverless } from './redshiftserverless';
import { route53 } from './route53';
import { s3 } from './s3';
import { s3express } from './s3express';
import { s3files } from './s3files';
import { s3outposts } from './s3outposts';
import { s3tables } from './s3tables';
import { s3vectors } from './s3vectors';
import { scheduler } from './scheduler';
import { sdb } from './sdb';
import { secretsmanager } from './secretsmanager';
import { servicecatalog } from './servicecatalog';
import { servicediscovery } from './servicediscovery';
import { sqs } from './sqs';
import { timestream } from './timestream';

export type * from './fact';

/** Facts about every service. One service's stand in the file of its name: of `AWS::ElastiCache` in `elasticache.ts`. */
export const FACTS: readonly Fact[] = [
  ...amazonmq,
  ...appsync,
  ...autoscaling,
  ...backup,
  ...batch,
  ...cassandra,
  ...certificatemanager,
  ...cloudformation,
  ...codepipeline,
  ...cognito,
  ...dms,
  ...docdb,
  ...docdbelastic,
  ...dsql,
  ...dynamodb,
  ...ec2,
  ...ecr,
  ...ecs,
  ...efs,
  ...elasticache,
  ...elasticbeanstalk,
  ...elasticloadbalancingv2,
  ...elasticsearch,
  ...events,
  ...fsx,
  ...iam,
  ...kms,
  ...lambda,
  ...lightsail,
  ...logs,
  ...memorydb,
  ...neptune,
  ...neptunegraph,
  ...opensearchserverless,
  ...opensearchservice,
  ...qldb,
  ...rds,
  ...redshift,
  ...redshiftserverless,
  ...route53,
  ...s3,
  ...s3express,
  ...s3files,
  ...s3outposts,
  ...s3tables,
  ...s3vectors,
  ...scheduler,
  ...sdb,
  ...secretsmanager,
  ...servicecatalog,
  ...servicediscovery,
  ...sqs,
  ...timestream,
];

const byType = new Map<string, Fact[]>();
for (const fact of FACTS) byType.set(fact.type, [...(byType.get(fact.type) ?? []), fact]);

const updateEffects = new Map([...byType].map(([type, facts]) => [type, facts.filter(isUpdateEffect)]));

/**
 * Facts about a type, in the order of its file; those about custom resources are said of
 * `AWS::CloudFormation::CustomResource`.
 */
export function factsOf(type: string): readonly Fact[] {
  return byType.get(databaseName(type)) ?? [];
}

/** Effects of updates of a type's properties; refusals that depend on more than the property aren't among them. */
export function updateEffectsOf(type: string): readonly UpdateEffect[] {
  return updateEffects.get(databaseName(type)) ?? [];
}

function isUpdateEffect(fact: Fact): fact is UpdateEffect {
  return fact.on === 'update' && IMPACTS.some((impact) => impact === fact.effect) && !('advice' in fact);
}
