import type { ResourceVerdict } from '../../../operations/upgrade/judge-resources';
import type { UpdateStep } from '../../../operations/upgrade/plan-step';
import { stepsText } from '../../../scripts/texts/updates-text';

const queue: ResourceVerdict = {
  ...{ logicalId: 'Queue', type: 'AWS::SQS::Queue', aws: 'none', awsNames: ['Tags', 'DelaySeconds'], stateful: false },
  ...{ ours: [], expected: 'none', verdict: 'passes' },
};

function step(resource: ResourceVerdict, plan: UpdateStep['plan'] = 'unchanged'): UpdateStep {
  const running = {
    ...{ name: 'dev-app', id: 'pp-1', status: 'AVAILABLE', productId: 'prod-1', productName: 'Bellyfed App' },
    ...{
      product: undefined,
      version: '1.0.0',
      artifactId: 'pa-1',
      pathId: undefined,
      stackId: 'arn',
      stack: undefined,
    },
  };
  const change = { running, to: '1.1.0', templates: { before: undefined, after: undefined }, notes: [] };
  return {
    ...{ plan, fates: [] },
    request: {
      choice: { artifactId: 'pa-2', version: '1.1.0', direction: 'upgrade', warnings: [] },
      change: { ...change, parameters: [], values: {}, remarks: [] },
    },
    products: [
      {
        ...{ name: 'dev-app', product: 'Bellyfed App', from: '1.0.0', to: '1.1.0', stack: 'arn', isCompared: false },
        ...{
          source: plan === 'later' ? 'foreseen' : 'aws',
          form: [],
          answers: [],
          refusals: [],
          notes: [],
          remarks: [],
        },
        resources: [resource],
      },
    ],
  };
}

it('gives every row a verdict, with the effect that counts', () => {
  const text = stepsText([step(queue)]);
  expect(text).toMatch(/^RESOURCE +TYPE +AWS'S PLAN +OUR COMPARISON +VERDICT$/m);
  expect(text).toMatch(/^Queue +AWS::SQS::Queue +in place: DelaySeconds, Tags +not compared +passes: in place$/m);
  const doubted = { ...queue, aws: 'perhaps replacement', expected: 'perhaps replacement' } as const;
  expect(stepsText([step(doubted)])).toMatch(/ passes: perhaps replacement$/m);
});

it('writes rows as entries where they are wider than the terminal', () => {
  const text = stepsText([step(queue)], 60);
  expect(text).not.toContain('VERDICT');
  expect(text).toContain(
    "Queue (AWS::SQS::Queue): passes: in place\n  AWS's plan: in place: DelaySeconds, Tags; our comparison: not compared",
  );
  expect(stepsText([step(queue)], 200)).toContain('VERDICT');
});

it('says of each step of a way who says what it does', () => {
  const titles = stepsText([step(queue, { id: 'plan-1' }), step(queue, 'later')]).match(/^Step .*$/gm);
  expect(titles).toEqual([
    'Step 1 of 2: planned by AWS',
    'Step 2 of 2: foreseen here; AWS plans it, and it is judged again, once 1.0.0 runs',
  ]);
  expect(stepsText([step(queue)])).not.toContain('Step');
});
