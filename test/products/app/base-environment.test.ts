import { domain, launch } from './launch';

const imported = (answers: Record<string, string>) => [
  ...new Set(launch(answers).text.match(/bellyfed:[a-z0-9-]+:(network|data):[A-Za-z-]+/g) ?? []),
];

describe('with a base environment', () => {
  const answers = { BaseEnvironment: 'shared', ...domain, Subdomain: 'one', CustomerKey: 'yes' };

  it('everything of network and data comes from the base', () => {
    const names = imported(answers);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !name.startsWith('bellyfed:shared:'))).toEqual([]);
  });

  it('the base must be of the same type', () => {
    for (const EnvironmentType of ['dev', 'test']) {
      const app = launch({ ...answers, EnvironmentType });
      expect(app.output('NetworkTypeMarker')).toBe(`bellyfed:shared:network:Is-${EnvironmentType}`);
      expect(app.output('DataTypeMarker')).toBe(`bellyfed:shared:data:Is-${EnvironmentType}`);
    }
  });

  it('what this product makes and exports bears its own name', () => {
    const app = launch(answers);
    expect(app.output('BaseEnvironment')).toBe('shared');
    expect(app.outputs.BaseEnvironment?.exportName).toBe('bellyfed:one:app:BaseEnvironment');
    expect(app.properties('EventBus').Name).toMatch(/^bellyfed-one-/);
  });
});

describe('without one', () => {
  it('network and data are the environment’s own', () => {
    expect(imported({}).filter((name) => !name.startsWith('bellyfed:one:'))).toEqual([]);
    expect(launch().output('BaseEnvironment')).toBe('one');
  });
});
