import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addRelease, loadReleases, pinningReleases, setReleaseStatus, verifyReleases } from '../../../catalog/release';
import { templateOf, withProductFolder } from './temporary-product';

const release = (folder: string, version: string, template = templateOf(version)) =>
  addRelease(folder, { version, notes: `What ${version} brings.`, template });

describe('the status of a release', () => {
  it(
    'goes from active to deprecated to retired, in ledger and changelog alike, and leaves the file alone',
    withProductFolder((folder) => {
      const { file } = release(folder, '1.0.0');
      release(folder, '1.1.0');
      expect(setReleaseStatus(folder, '1.0.0', 'deprecated').status).toBe('deprecated');
      expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(/1\.0\.0 \(.*, deprecated\)/);
      setReleaseStatus(folder, '1.0.0', 'retired');
      expect(loadReleases(folder).map(({ status }) => status)).toEqual(['retired', 'active']);
      expect(verifyReleases(folder)).toEqual([]);
      expect(existsSync(file)).toBe(true);
    }),
  );

  it(
    'is retired for security with its reason, in ledger and changelog alike',
    withProductFolder((folder) => {
      release(folder, '1.0.0');
      expect(setReleaseStatus(folder, '1.0.0', 'retired', 'It lets people in.')).toMatchObject({ status: 'retired' });
      expect(loadReleases(folder)).toMatchObject([{ status: 'retired', security: 'It lets people in.' }]);
      const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
      expect(changelog).toMatch(
        /1\.0\.0 \(.*, retired for security\)\n\n\*\*Retired at once:\*\* It lets people in\.\n/,
      );
      expect(verifyReleases(folder)).toEqual([]);
    }),
  );

  it(
    'never goes back',
    withProductFolder((folder) => {
      release(folder, '1.0.0');
      setReleaseStatus(folder, '1.0.0', 'retired');
      for (const status of ['active', 'deprecated', 'retired'] as const) {
        expect(() => setReleaseStatus(folder, '1.0.0', status)).toThrow('network 1.0.0: it is retired already');
      }
    }),
  );

  it(
    'is that of a release which exists, in a ledger that holds',
    withProductFolder((folder) => {
      expect(() => setReleaseStatus(folder, '1.0.0', 'retired')).toThrow('network has no release 1.0.0; it has: none.');
    }),
  );
});

describe('a release that launches others', () => {
  const tier = (version: string) => ({
    Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
    Properties: { ProductName: 'Bellyfed Network', ProvisioningArtifactName: version },
  });

  it(
    'pins the versions that it names',
    withProductFolder((folder) => {
      release(folder, '1.0.0', JSON.stringify({ Resources: { Network: tier('1.0.0') } }));
      release(folder, '1.1.0', JSON.stringify({ Resources: { Network: tier('1.1.0') } }));
      const pinning = (version: string) =>
        pinningReleases(loadReleases(folder), { productName: 'Bellyfed Network', version }).map((it) => it.version);
      expect(pinning('1.0.0')).toEqual(['1.0.0']);
      expect(pinning('2.0.0')).toEqual([]);
    }),
  );
});
