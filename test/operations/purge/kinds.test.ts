import { synthesizeProduct } from '../../../catalog/product';
import { kindOf, kinds, partsOfOthers } from '../../../operations/purge/kinds';
import { retainedTypes } from '../../../operations/purge/retained-types';
import { keptBy } from '../../../operations/running/retained-resources';
import { products } from '../../../products';
import { projectRoot } from '../../scripts/run-catalog';

const retained = [...retainedTypes(projectRoot).types].flatMap(([product, types]) =>
  [...types].map((type) => [product, type] as const),
);

/** Types that a purge deletes, leaves alone with a reason, or takes away with another. */
const covered = (type: string): boolean =>
  type in partsOfOthers || kinds.some(({ type: own, leftBy }) => (leftBy ?? own) === type);

it('finds what the released templates retain', () => {
  expect(retained).toContainEqual(['data', 'AWS::DynamoDB::GlobalTable']);
  expect(retained).toContainEqual(['search', 'AWS::SecretsManager::Secret']);
});

it.each(retained)('knows what to do with what %s leaves behind: %s', (_product, type) => {
  expect(covered(type)).toBe(true);
});

it('knows nothing that no product leaves behind, released or to be, so that its list can’t grow stale', () => {
  const sources = products.flatMap((product) => Object.values(synthesizeProduct(product).template.Resources));
  const toBeLeft = sources.filter((resource) => keptBy(resource) !== undefined).map(({ Type }) => Type);
  const types = new Set<string>([...retained.map(([, type]) => type), ...toBeLeft]);
  const known = [...kinds.map(({ type, leftBy }) => leftBy ?? type), ...Object.keys(partsOfOthers)];
  expect(known.filter((type) => !types.has(type))).toEqual([]);
  expect(covered('AWS::SQS::Queue')).toBe(false);
});

it('takes parts away with what is deleted itself', () => {
  for (const whole of Object.values(partsOfOthers)) expect(kinds.some(({ type }) => type === whole)).toBe(true);
});

it.each([
  ['arn:aws:s3:::a-bucket', 'AWS::S3::Bucket', 'a-bucket'],
  ['arn:aws:iam::000000000000:role/SC-1-pp-2-BackupRole-3', 'AWS::IAM::Role', 'SC-1-pp-2-BackupRole-3'],
  ['arn:aws:dynamodb:us-east-1:000000000000:table/content', 'AWS::DynamoDB::GlobalTable', 'content'],
  ['arn:aws:ecr:us-east-1:000000000000:repository/team/web', 'AWS::ECR::Repository', 'team/web'],
  ['arn:aws:rds:us-east-1:000000000000:cluster-snapshot:last', 'AWS::RDS::DBClusterSnapshot', 'last'],
  [
    'arn:aws:secretsmanager:us-east-1:000000000000:secret:a/b-AbCdEf',
    'AWS::SecretsManager::Secret',
    'arn:aws:secretsmanager:us-east-1:000000000000:secret:a/b-AbCdEf',
  ],
  [
    'arn:aws:cognito-identity:us-east-1:000000000000:identitypool/us-east-1:0a1b',
    'AWS::Cognito::IdentityPool',
    'us-east-1:0a1b',
  ],
])('reads %s', (arn, type, identifier) => {
  expect(kindOf(arn)).toMatchObject({ kind: { type }, identifier });
});

it.each([
  'arn:aws:s3:::a-bucket/an-object',
  'arn:aws:dynamodb:us-east-1:000000000000:table/content/stream/1',
  'arn:aws:rds:us-east-1:000000000000:cluster-snapshot:awsbackup:job-1',
  'arn:aws:rds:us-east-1:000000000000:cluster:living',
  'arn:aws:lambda:us-east-1:000000000000:function:f',
])('knows nothing of %s', (arn) => {
  expect(kindOf(arn)).toBeUndefined();
});
