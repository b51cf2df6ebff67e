import { type EvaluatedResource, isObject, type Json, own, sameJson } from '../template';
import type { FoundChange } from './comparison';

type Refusal = Pick<FoundChange, 'property' | 'effect' | 'bump' | 'why' | 'losesData'>;
type Check = (then: EvaluatedResource, now: EvaluatedResource) => Refusal | undefined;

/** Updates that the service refuses although each property may change by itself. */
export function updateRefusals(then: EvaluatedResource, now: EvaluatedResource): Refusal[] {
  return (own(CHECKS, now.type) ?? []).flatMap((check) => check(then, now) ?? []);
}

const refused = (property: string, why: string): Refusal => ({
  property,
  effect: 'failure',
  bump: 'major',
  losesData: false,
  why,
});

/** Lists of which AWS makes or deletes one element in an update. */
function oneAtATime(property: string, key: string, what: string): Check {
  return (then, now) => {
    const [before, after] = [then, now].map(({ properties }) => keys(own(properties, property), key));
    const moved = [...(before ?? []), ...(after ?? [])].filter((name) => !(before?.has(name) && after?.has(name)));
    if (moved.length < 2) return undefined;
    const names = moved.sort().join(', ');
    return refused(
      property,
      `AWS makes or deletes one ${what} in an update and refuses more: ${names}. Release them one by one.`,
    );
  };
}

function keys(value: Json | undefined, key: string): Set<string> {
  return new Set(
    (Array.isArray(value) ? value : []).flatMap((item) => (isObject(item) ? JSON.stringify(item[key]) : [])),
  );
}

/** A database never goes back to an earlier version. */
const noDowngrade: Check = (then, now) => {
  const [before, after] = [then, now].map(({ properties }) => own(properties, 'EngineVersion'));
  if (typeof before !== 'string' || typeof after !== 'string' || !isOlder(after, before)) return undefined;
  return refused('EngineVersion', `AWS refuses to go back from version ${before} to ${after}.`);
};

/** An instance enters a major version only with `AllowMajorVersionUpgrade`; for a cluster CloudFormation allows it. */
const majorUpgrade: Check = (then, now) => {
  const [before, after] = [then, now].map(({ properties }) => own(properties, 'EngineVersion'));
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  const [from, to] = [before, after].map((version) => /^\d+/.exec(version)?.[0]);
  if (from === undefined || to === undefined || Number(to) <= Number(from)) return undefined;
  if (String(now.properties.AllowMajorVersionUpgrade) === 'true') return undefined;
  return refused(
    'EngineVersion',
    `AWS refuses to go from ${before} to ${after}, another major version, without AllowMajorVersionUpgrade.`,
  );
};

/** What can grow and never shrink. */
function onlyGrows(property: string): Check {
  return (then, now) => {
    const [before, after] = [then, now].map(({ properties }) => own(properties, property));
    if (before === undefined || after === undefined || !(Number(after) < Number(before))) return undefined;
    return refused(
      property,
      `AWS refuses to make it smaller: ${property} can grow from ${before} and not shrink to ${after}.`,
    );
  };
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html */
const memcachedNodeType: Check = (then, now) => {
  const [before, after] = [then, now].map(({ properties }) => own(properties, 'CacheNodeType'));
  if (now.properties.Engine !== 'memcached' || sameJson(before, after)) return undefined;
  return refused(
    'CacheNodeType',
    'AWS refuses to change the node type of a Memcached cluster: make a new cluster under another logical id.',
  );
};

function isOlder(one: string, other: string): boolean {
  const [left, right] = [one, other].map((version) => /^\d+(\.\d+)*/.exec(version)?.[0].split('.').map(Number) ?? []);
  const different = (left ?? []).findIndex((part, index) => part !== right?.[index]);
  return different >= 0 && (left?.[different] ?? 0) < (right?.[different] ?? 0);
}

/**
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.StorageTypes.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html
 */
const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  'AWS::DynamoDB::GlobalTable': [
    oneAtATime('GlobalSecondaryIndexes', 'IndexName', 'global secondary index'),
    oneAtATime('Replicas', 'Region', 'replica'),
  ],
  'AWS::DynamoDB::Table': [oneAtATime('GlobalSecondaryIndexes', 'IndexName', 'global secondary index')],
  'AWS::EC2::Volume': [onlyGrows('Size')],
  'AWS::ElastiCache::CacheCluster': [memcachedNodeType],
  'AWS::RDS::DBCluster': [noDowngrade],
  'AWS::RDS::DBInstance': [noDowngrade, majorUpgrade, onlyGrows('AllocatedStorage')],
};
