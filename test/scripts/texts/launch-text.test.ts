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

it('says nothing more where all can be taken back', () => {
  expect(launchText(launch)).toBe('live-data: Bellyfed Data 1.2.0 from Bellyfed Production');
  expect(previewText(nothing)).toBe('Nothing would change.');
});
