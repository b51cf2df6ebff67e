import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { compareTemplates } from '../../../catalog/comparison';
import type { Template } from '../../../catalog/template';
import { namingStops, refuseStops } from '../../../operations/agreement';
import { acceptNamed, allowedReplacements, allowNamed, stopsOf } from '../../../operations/upgrade/gate';
import type { ProductUpdate } from '../../../operations/upgrade/judge-product';
import { type AwsEffect, judgeResources, type ResourceVerdict } from '../../../operations/upgrade/judge-resources';

const bucket = (BucketName: string): Template => ({
  Resources: { Store: { Type: 'AWS::S3::Bucket', Properties: { BucketName } } },
});

/** Answers that AWS may give of a resource. */
const says: Readonly<Record<AwsEffect, Partial<ResourceChange>>> = {
  addition: { Action: 'ADD' },
  none: { Action: 'MODIFY', Replacement: 'FALSE' },
  'perhaps replacement': { Action: 'MODIFY', Replacement: 'CONDITIONAL' },
  replacement: { Action: 'MODIFY', Replacement: 'TRUE' },
  removal: { Action: 'REMOVE' },
};

interface Case {
  readonly aws?: AwsEffect;
  readonly type?: string;
  /** Whether the templates differ so that the bucket is replaced; undefined where they aren't known. */
  readonly replaces?: boolean;
  readonly allowed?: string;
  /** @default true */
  readonly knowsAnswers?: boolean;
}

function judged({
  aws,
  type = 'AWS::S3::Bucket',
  replaces,
  allowed = '',
  knowsAnswers = true,
}: Case): ResourceVerdict | undefined {
  const before = bucket('first');
  const comparison =
    replaces === undefined ? undefined : compareTemplates(before, bucket(replaces ? 'second' : 'first'));
  const changes = aws && [{ LogicalResourceId: 'Store', ResourceType: type, ...says[aws] }];
  const [resource] = judgeResources({ changes, comparison, knowsAnswers, before });
  return allowNamed(updateOf(resource), [allowed]).resources[0];
}

const updateOf = (resource: ResourceVerdict | undefined): ProductUpdate => ({
  ...{ name: 'dev-data', tier: 'Data', product: 'Bellyfed Data', from: '1.0.0', to: '2.0.0', stack: 'arn' },
  ...{ source: 'aws' as const, isCompared: true, form: [], answers: [], refusals: [], notes: [], remarks: [] },
  resources: resource ? [resource] : [],
});

describe('a resource that holds data', () => {
  it.each<Case>([
    { aws: 'replacement', replaces: true },
    { aws: 'replacement', replaces: false },
    { aws: 'replacement' },
    { aws: 'removal', replaces: false },
    { aws: 'removal' },
    { aws: 'perhaps replacement', replaces: true },
    { aws: 'perhaps replacement' },
    { aws: 'perhaps replacement', replaces: false, knowsAnswers: false },
    { aws: 'none', replaces: true },
    { replaces: true },
  ])('stops an update, and passes only by name: %j', (known) => {
    expect(judged(known)?.verdict).toBe('stops');
    expect(judged({ ...known, allowed: 'Other' })?.verdict).toBe('stops');
    expect(judged({ ...known, allowed: 'Store' })?.verdict).toBe('allowed');
  });

  it.each<Case>([{ aws: 'none', replaces: false }, { aws: 'none' }, { aws: 'addition' }])('passes: %j', (known) => {
    expect(judged(known)).toMatchObject({ verdict: 'passes', stateful: true });
  });

  it('passes with a note where AWS is in doubt and our comparison is not', () => {
    expect(judged({ aws: 'perhaps replacement', replaces: false })).toMatchObject({
      verdict: 'passes',
      note: expect.stringContaining('only on a condition'),
    });
  });

  it('says which effect counts of the two: the graver one, or ours where AWS is in doubt', () => {
    const expected = (known: Case) => judged(known)?.expected;
    expect(expected({ aws: 'none', replaces: true })).toBe('replacement');
    expect(expected({ aws: 'replacement', replaces: false })).toBe('replacement');
    expect(expected({ aws: 'removal', replaces: true })).toBe('removal');
    expect(expected({ aws: 'perhaps replacement', replaces: false })).toBe('none');
    expect(expected({ aws: 'perhaps replacement', replaces: false, knowsAnswers: false })).toBe('perhaps replacement');
    expect(expected({ aws: 'addition' })).toBe('addition');
  });

  it('says so where AWS has not seen the replacement', () => {
    expect(judged({ aws: 'none', replaces: true })?.note).toContain('our comparison knows better');
  });
});

describe('other resources', () => {
  it.each<AwsEffect>(['replacement', 'removal'])('pass when nothing is lost with them: %s', (aws) => {
    expect(judged({ aws, type: 'AWS::SQS::Queue' })).toMatchObject({ verdict: 'passes', stateful: false });
  });

  it.each<AwsEffect>(['replacement', 'removal'])('stop when they are launched products: %s', (aws) => {
    const type = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';
    expect(judged({ aws, type })?.verdict).toBe('stops');
  });
});

describe('the gate', () => {
  const stopped = () => stopsOf([updateOf(judged({ aws: 'removal', replaces: false }))]);

  it('names what it stops at, and what to type', () => {
    expect(stopped()).toEqual([
      { resource: 'dev-data.Store', why: expect.stringMatching(/^\(AWS::S3::Bucket\): AWS plans a removal\./) },
    ]);
    expect(() => refuseStops(stopped())).toThrow(
      expect.objectContaining({
        code: 'would-lose-data',
        message: expect.stringMatching(/dev-data\.Store \(AWS::S3::Bucket\): AWS plans a removal/),
        problems: [{ field: 'dev-data.Store', text: expect.stringContaining('AWS plans a removal') }],
        remedies: [expect.objectContaining({ do: 'again', options: { 'allow-replace': ['dev-data.Store'] } })],
      }),
    );
  });

  it('opens for what was named, and has the guard spare just that', () => {
    const named = updateOf(judged({ aws: 'replacement', replaces: true, allowed: 'Store' }));
    expect(stopsOf([named])).toEqual([]);
    expect(() => refuseStops([])).not.toThrow();
    expect(allowedReplacements([named, updateOf(judged({ aws: 'none' }))])).toEqual([
      { stack: 'arn', logicalIds: ['Store'] },
    ]);
  });

  it('takes a name alone, behind its product or behind its tier, and no other', () => {
    for (const allowed of ['Store', 'dev-data.Store', 'Data.Store']) {
      expect(judged({ aws: 'replacement', allowed })?.verdict).toBe('allowed');
    }
    for (const allowed of ['dev-app.Store', 'store', 'Store.Store', '']) {
      expect(judged({ aws: 'replacement', allowed })?.verdict).toBe('stops');
    }
  });
});

describe('a part without a way back', () => {
  const oneWay = (logicalId?: string) => ({
    ...(logicalId && { logicalId }),
    why: 'never goes back.',
    page: 'a page',
    isAccepted: false,
  });
  const update = (): ProductUpdate => ({
    ...updateOf(judged({ aws: 'removal', replaces: false })),
    oneWay: [oneWay(), oneWay('Cluster')],
  });
  const stopped = (...accepted: string[]) => stopsOf([acceptNamed(update(), accepted)]).filter(({ kind }) => kind);

  it('stops an update, each by its name', () => {
    expect(stopped().map(({ resource }) => resource)).toEqual(['dev-data', 'dev-data.Cluster']);
    expect(() => refuseStops(stopped())).toThrow('Not begun, since not all of it could be taken back. dev-data never');
    expect(namingStops(stopped())).toEqual({ 'accept-no-rollback': ['dev-data', 'dev-data.Cluster'] });
  });

  it.each([
    ['dev-data', []],
    ['Data', []],
    ['Cluster', ['dev-data']],
    ['Data.Cluster', ['dev-data']],
    ['dev-data.Cluster', ['dev-data']],
    ['Other', ['dev-data', 'dev-data.Cluster']],
  ])('is accepted by %s as far as that goes', (name, left) => {
    expect(stopped(name).map(({ resource }) => resource)).toEqual(left);
  });

  it('stops beside data that would be lost, each with its own option', () => {
    const stops = stopsOf([update()]);
    expect(() => refuseStops(stops)).toThrow(/stored would or could be lost.*not all of it could be taken back/);
    expect(Object.keys(namingStops(stops))).toEqual(['allow-replace', 'accept-no-rollback']);
  });
});
