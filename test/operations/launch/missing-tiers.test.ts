import { type MissingTier, missingTiers, refuseMissingTiers } from '../../../operations/launch/missing-tiers';

/** Error that refuses a launch for what is missing. */
function refusal(missing: readonly MissingTier[]): unknown {
  try {
    refuseMissingTiers('dev-app', missing, 'dev');
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('missing tiers', () => {
  const imported = ['bellyfed:dev:network:VpcId', 'bellyfed:dev:network:Is-dev', 'bellyfed:dev:data:ClusterArn'];

  it('are those that export nothing, each with the command that launches it', () => {
    expect(missingTiers(imported, new Set())).toEqual([
      { environment: 'dev', product: 'network', isThere: false, exports: imported.slice(0, 2) },
      { environment: 'dev', product: 'data', isThere: false, exports: imported.slice(2) },
    ]);
    expect(refusal(missingTiers(imported, new Set()))).toMatchObject({
      code: 'missing-tiers',
      message: "dev-app needs what isn't there. dev has no network yet. dev has no data yet.",
      problems: [{ text: 'dev has no network yet.' }, { text: 'dev has no data yet.' }],
      remedies: [{ do: 'verb', verb: 'launch', operands: ['network'], options: { environment: 'dev', type: 'dev' } }],
    });
  });

  it('are none when all is exported', () => {
    expect(missingTiers(imported, new Set(imported))).toEqual([]);
    expect(refusal([])).toBeUndefined();
  });

  it('say when a tier is there but of another type', () => {
    const exported = new Set([
      'bellyfed:dev:network:VpcId',
      'bellyfed:dev:network:Is-test',
      'bellyfed:dev:data:ClusterArn',
    ]);
    const missing = missingTiers(imported, exported);
    expect(missing).toEqual([
      { environment: 'dev', product: 'network', isThere: true, exports: ['bellyfed:dev:network:Is-dev'] },
    ]);
    expect(refusal(missing)).toMatchObject({
      message: expect.stringContaining("dev's network doesn't export bellyfed:dev:network:Is-dev: it has another type"),
      remedies: [],
    });
  });

  it('leave exports of others to CloudFormation', () => {
    expect(missingTiers(['somebody-elses'], new Set())).toEqual([]);
  });
});
