import type { PreparedLaunch } from '../../../operations/launch/prepare-launch';
import { launchText, previewText } from '../../../scripts/texts/launch-text';

const launch: PreparedLaunch = {
  ...{ name: 'live-data', productId: 'prod-1', productName: 'Bellyfed Data', artifactId: 'pa-1', version: '1.2.0' },
  ...{ pathId: 'lpv3-1', portfolio: 'Bellyfed Production', parameters: [], tags: [], missingTiers: [], resources: 3 },
  oneWay: [],
  tiers: [],
  typed: { parameters: {} },
};
const nothing = { created: [], changed: [], replaced: [], removed: [] };
const OUT = /If the launch fails after them, .* protected: DatabaseCluster\. Then .*unprotect/;

it('says what AWS could not take back, before a launch and in its preview', () => {
  expect(launchText({ ...launch, oneWay: ['DatabaseCluster'] })).toMatch(OUT);
  expect(previewText({ ...nothing, oneWay: ['DatabaseCluster'] })).toMatch(OUT);
});

it('says in its preview what the tiers that it launches would create, service by service', () => {
  const resources = { 'AWS::EC2::Subnet': 6, 'AWS::EC2::VPC': 1, 'AWS::Logs::LogGroup': 2 };
  const inside = [{ tier: 'Network', product: 'Bellyfed Network', version: '1.1.0', resources, unasked: [] }];
  expect(previewText({ ...nothing, inside })).toBe(
    'Inside them, by their releases (9):\n  Network, Bellyfed Network 1.1.0 (9):\n    EC2 7, Logs 2',
  );
});

it('says what of the tiers’ forms a launch can’t pass on: how much before it, and what in its preview', () => {
  const tier = { product: 'Bellyfed App', version: '1.2.0', resources: { 'AWS::ECS::Service': 1 } };
  const tiers = [
    { ...tier, tier: 'App', unasked: ['ApiPath', 'RequestLimit'] },
    { ...tier, tier: 'Other', unasked: [] },
  ];
  expect(launchText({ ...launch, tiers })).toContain('keep their defaults there: App 2. "--plan" names what they are');
  expect(previewText({ ...nothing, inside: tiers })).toContain('    keeps its defaults for ApiPath, RequestLimit');
});

it('says nothing more where all can be taken back', () => {
  expect(launchText(launch)).toBe('live-data: Bellyfed Data 1.2.0 from Bellyfed Production');
  expect(previewText(nothing)).toBe('Nothing would change.');
});
