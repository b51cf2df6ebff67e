import type { TemplateChange } from '../../../catalog/comparison';
import type { ProductUpdate } from '../../../operations/upgrade/judge-product';
import type { ResourceVerdict } from '../../../operations/upgrade/judge-resources';
import { unforeseenParts, withShownConsent } from '../../../operations/upgrade/unforeseen';

const queue = (more: Partial<ResourceVerdict> = {}): ResourceVerdict => ({
  ...{ logicalId: 'Queue', type: 'AWS::SQS::Queue', awsNames: [], ours: [], stateful: false, verdict: 'passes' },
  ...more,
});
const update = (resource: ResourceVerdict, more: Partial<ProductUpdate> = {}): ProductUpdate => ({
  ...{ name: 'dev-app', product: 'Bellyfed App', from: '1.0.0', to: '1.1.0', stack: 'arn', source: 'aws' },
  ...{ isCompared: true, form: [], answers: [], refusals: [], notes: [], remarks: [], resources: [resource] },
  ...more,
});
const change = (more: Partial<TemplateChange>): TemplateChange => ({
  ...{ logicalId: 'Name', type: 'Output', property: null, effect: 'interface', bump: 'major', why: 'It goes.' },
  ...{ losesData: false, environmentTypes: [] },
  ...more,
});

describe('a part that passes the gate', () => {
  it.each(['replacement', 'removal'] as const)('is news where nobody foresaw its %s', (aws) => {
    const planned = update(queue({ aws, expected: aws }));
    const news = [
      { resource: 'dev-app.Queue', why: expect.stringContaining(`AWS plans a ${aws}`), kind: 'not foreseen' },
    ];
    expect(unforeseenParts(planned, update(queue({ aws: 'none', expected: 'none' })))).toEqual(news);
    expect(unforeseenParts(planned, undefined)).toEqual(news);
    expect(unforeseenParts(planned, planned)).toEqual([]);
  });

  it('is none where it was foreseen as a possible replacement, or AWS has only a doubt that ours settles', () => {
    const replaced = update(queue({ aws: 'replacement', expected: 'replacement' }));
    expect(unforeseenParts(replaced, update(queue({ expected: 'perhaps replacement' })))).toEqual([]);
    expect(unforeseenParts(update(queue({ aws: 'perhaps replacement', expected: 'none' })), undefined)).toEqual([]);
  });

  it('is news where it is what only a major release may do', () => {
    const planned = update(queue(), { form: [change({}), change({ logicalId: 'New', bump: 'minor' })] });
    expect(unforeseenParts(planned, update(queue()))).toEqual([
      { resource: 'dev-app.Name', why: '(Output): It goes.', kind: 'not foreseen' },
    ]);
    expect(unforeseenParts(planned, planned)).toEqual([]);
  });
});

describe('consent', () => {
  const stops = (expected: ResourceVerdict['expected']) =>
    update(queue({ expected, stateful: true, verdict: 'stops' }));
  const allowed = (expected: ResourceVerdict['expected']) =>
    update(queue({ expected, stateful: true, verdict: 'allowed' }));
  const oneWay = (isAccepted: boolean) => update(queue(), { oneWay: [{ why: 'never.', page: 'a page', isAccepted }] });

  it('counts for what was shown, and for no other harm', () => {
    const verdict = (shown: ProductUpdate | undefined) =>
      withShownConsent(stops('replacement'), shown).resources.map((resource) => resource.verdict);
    expect(verdict(allowed('replacement'))).toEqual(['allowed']);
    for (const shown of [allowed('loss'), allowed('removal'), stops('replacement'), undefined]) {
      expect(verdict(shown)).toEqual(['stops']);
    }
  });

  it('to what has no way back counts where that was shown', () => {
    const isAccepted = (shown: ProductUpdate | undefined) =>
      withShownConsent(oneWay(false), shown).oneWay?.map((one) => one.isAccepted);
    expect([oneWay(true), oneWay(false), undefined].map(isAccepted)).toEqual([[true], [false], [false]]);
  });
});
