import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../../../catalog/errors';
import { checkRelease, compareProductVersions, loadReleases, noticedEffects } from '../../../catalog/release';
import { type JsonObject, parseTemplate } from '../../../catalog/template';
import { data } from '../../../products/data/product';

const [first] = loadReleases(join(__dirname, '../../../products/data'));
const text = readFileSync(first?.file ?? '', 'utf8');
const released = parseTemplate(text);

/** The released data tier with something changed, as a candidate for the next release. */
function candidate(change: (json: { [section: string]: { [id: string]: JsonObject } }) => unknown) {
  const json = JSON.parse(text);
  return compareProductVersions(data, released, parseTemplate(JSON.stringify(change(json) ?? json)));
}

/** Refusal of a candidate by the gate; undefined when it may pass. */
function refusal(comparison: ReturnType<typeof candidate>, claim: object = {}): CatalogError | undefined {
  const said = { product: 'data', newest: '1.0.0', bump: 'minor', acceptsDataLoss: false, upgradeNotes: undefined };
  try {
    checkRelease({ ...said, ...claim } as Parameters<typeof checkRelease>[0], comparison);
    return undefined;
  } catch (error) {
    if (error instanceof CatalogError) return error;
    throw error;
  }
}

const idOf = (type: string) => Object.entries(released.Resources).find(([, { Type }]) => Type === type)?.[0] ?? '';
const moved = { bump: 'major', acceptsDataLoss: true, upgradeNotes: 'Restore the last snapshot into the new one.' };

describe('a candidate for the next release of the data tier', () => {
  it("that renames the Aurora cluster's logical id is refused: data is lost", () => {
    const id = idOf('AWS::RDS::DBCluster');
    const comparison = candidate(() =>
      JSON.parse(text.replaceAll(`"${id}"`, '"Cluster"').replaceAll(`\${${id}`, '${Cluster')),
    );
    expect(comparison).toMatchObject({ bump: 'major', losesData: true });
    const lost = comparison.changes.find(({ logicalId, effect }) => logicalId === id && effect === 'removal');
    expect(lost).toMatchObject({ type: 'AWS::RDS::DBCluster', environmentTypes: ['dev', 'test', 'staging', 'prod'] });
    expect(lost?.why).toContain('Keep the logical id');
    expect(refusal(comparison)?.code).toBe('bump-too-small');
    expect(refusal(comparison, { bump: 'major' })).toMatchObject({
      code: 'data-loss',
      message: expect.stringContaining(`loses the data of ${id}`),
    });
    expect(refusal(comparison, { ...moved, upgradeNotes: ' ' })?.code).toBe('data-loss');
    expect(refusal(comparison, moved)).toBeUndefined();
    expect(noticedEffects(comparison)).toContain(`- Removes ${id} (AWS::RDS::DBCluster), with its data`);
  });

  it('that changes a DynamoDB key is refused: the table keeps its name, so AWS can never replace it', () => {
    const id = idOf('AWS::DynamoDB::GlobalTable');
    const comparison = candidate(({ Resources }) => {
      const { Properties } = Resources?.[id] ?? {};
      const properties = JSON.parse(JSON.stringify(Properties));
      const [key] = properties.KeySchema;
      properties.AttributeDefinitions.push({ AttributeName: 'other', AttributeType: 'S' });
      key.AttributeName = 'other';
      if (Resources?.[id]) Resources[id].Properties = properties;
    });
    const change = comparison.changes.find(({ logicalId, property }) => logicalId === id && property === 'KeySchema');
    expect(change).toMatchObject({ effect: 'failure', bump: 'major', losesData: true });
    expect(change?.why).toContain('as long as TableName stays the same');
    expect(refusal(comparison, { bump: 'major' })?.message).toContain(id);
  });

  it('that drops an export is refused: others import it', () => {
    const comparison = candidate(({ Outputs }) => {
      if (Outputs) delete Outputs.DatabaseEndpoint;
    });
    expect(comparison.changes).toMatchObject([
      { logicalId: 'DatabaseEndpoint', type: 'Output', property: 'Export', effect: 'interface', bump: 'major' },
    ]);
    expect(comparison.changes[0]?.why).toContain(`bellyfed:\${EnvironmentName}:data:DatabaseEndpoint is gone`);
    expect(refusal(comparison)).toMatchObject({
      code: 'bump-too-small',
      message:
        'data: a minor release is too small for a change that needs major; run "npm run catalog -- release data major", or change less.',
    });
    expect(refusal(comparison, { bump: 'major' })).toBeUndefined();
  });

  it('that narrows an allowed value is refused: who chose it cannot update', () => {
    const comparison = candidate(({ Parameters }) => {
      const { AllowedValues } = Parameters?.EnvironmentType ?? {};
      if (Array.isArray(AllowedValues)) AllowedValues.splice(AllowedValues.indexOf('test'), 1);
    });
    expect(comparison.changes).toMatchObject([
      {
        logicalId: 'EnvironmentType',
        type: 'Parameter',
        property: 'AllowedValues',
        effect: 'interface',
        bump: 'major',
      },
    ]);
    expect(comparison.changes[0]?.why).toContain('"test" is no longer allowed');
    expect(refusal(comparison)?.message).toContain('needs major');
  });

  it('that changes a pair of answers only is found too', () => {
    const id = idOf('AWS::RDS::DBCluster');
    const comparison = candidate((json) => {
      const { Conditions, Resources } = json;
      const both = [
        { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'dev'] },
        { 'Fn::Equals': [{ Ref: 'DatabaseReaders' }, '2'] },
      ];
      Object.assign(Conditions ?? {}, { Both: { 'Fn::And': both } });
      const properties = Resources?.[id]?.Properties as JsonObject;
      properties.Port = { 'Fn::If': ['Both', 5433, properties.Port ?? 5432] };
    });
    expect(comparison.changes).toContainEqual(
      expect.objectContaining({ logicalId: id, property: 'Port', environmentTypes: ['dev'] }),
    );
  });

  it('that differs in nothing but its form is nothing to release', () => {
    expect(refusal(candidate(() => undefined))).toMatchObject({ code: 'nothing-to-release' });
  });

  it('may be larger than it needs to be', () => {
    const comparison = candidate((json) => ({ ...json, Description: 'The data tier, described anew.' }));
    expect(comparison.bump).toBe('patch');
    for (const bump of ['patch', 'minor', 'major']) expect(refusal(comparison, { bump })).toBeUndefined();
  });
});
