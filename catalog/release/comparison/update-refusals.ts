import { type EvaluatedResource, isObject, type Json, own, sameJson } from '../../template';
import type { FoundChange } from './comparison';

type Refusal = Pick<FoundChange, 'property' | 'effect' | 'bump' | 'why' | 'losesData'>;

/** Updates that the service refuses although each property may change by itself. */
export function updateRefusals(then: EvaluatedResource, now: EvaluatedResource): Refusal[] {
  return (CHECKS[now.type] ?? []).flatMap((check) => check(then, now) ?? []);
}

type Check = (then: EvaluatedResource, now: EvaluatedResource) => Refusal | undefined;

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  'AWS::DynamoDB::Table': [oneIndexATime],
};

/**
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
function oneIndexATime(then: EvaluatedResource, now: EvaluatedResource): Refusal | undefined {
  const [before, after] = [then, now].map(({ properties }) => indexes(own(properties, 'GlobalSecondaryIndexes')));
  if (before === undefined || after === undefined) return undefined;
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => !sameJson(before.get(name), after.get(name)),
  );
  if (moved.length < 2) return undefined;
  return {
    property: 'GlobalSecondaryIndexes',
    effect: 'failure',
    bump: 'major',
    losesData: false,
    why: `DynamoDB makes or deletes one global secondary index in an update and refuses more; here ${moved.join(', ')} come or go. Release them one at a time.`,
  };
}

/** What of each index makes it another one. */
function indexes(value: Json | undefined): Map<string, Json> {
  const items = Array.isArray(value) ? value.filter(isObject) : [];
  return new Map(
    items.map(({ IndexName, KeySchema = null, Projection = null }) => [String(IndexName), [KeySchema, Projection]]),
  );
}
