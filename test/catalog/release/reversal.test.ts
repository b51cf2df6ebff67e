import { checkReversible, type PinnedTemplate } from '../../../catalog/release';

const exporting = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { Value: 'x', Export: { Name: { 'Fn::Sub': `bellyfed:\${EnvironmentName}:app:${name}` } } },
    ]),
  );
const app = (version: string, ...names: string[]): PinnedTemplate => ({
  productName: 'App',
  version,
  template: { Resources: {}, Outputs: exporting(...names) },
});
const imported = (name: string) => ({
  'Fn::ImportValue': { 'Fn::Sub': [`bellyfed:\${From}:app:${name}`, { From: { Ref: 'EnvironmentName' } }] },
});
const alarms = (version: string, ...names: string[]): PinnedTemplate => ({
  productName: 'Alarms',
  version,
  template: { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { Names: names.map(imported) } } } },
});

const running = [app('1.0.0', 'Bus'), alarms('1.0.0', 'Bus')];

it('refuses a release in which one product imports what another exports for the first time, and says the way', () => {
  const candidate = [app('1.1.0', 'Bus', 'Queue'), alarms('1.1.0', 'Bus', 'Queue')];
  expect(() => checkReversible('environment', running, candidate)).toThrow(
    'environment: App 1.1.0 is the first here to export bellyfed:*:app:Queue, and Alarms 1.1.0 imports it already, so ' +
      'nobody could go back from this release. Release environment with App 1.1.0 first, and with Alarms 1.1.0 in the ' +
      'release after it.',
  );
});

it.each([
  ['the export comes alone', running, [app('1.1.0', 'Bus', 'Queue'), alarms('1.0.0', 'Bus')]],
  [
    'the import comes when the export is there',
    [app('1.1.0', 'Bus', 'Queue'), alarms('1.0.0', 'Bus')],
    [app('1.1.0', 'Bus', 'Queue'), alarms('1.1.0', 'Bus', 'Queue')],
  ],
  ['nothing is launched', [], []],
])('lets a release pass when %s', (_, before, after) => {
  expect(() => checkReversible('environment', before, after)).not.toThrow();
});
