import { unknown } from '../nearest';

/**
 * Refuses a profile that no file of the AWS configuration has: the SDK would say that there are no credentials at all.
 * `default` needs no file, as in the AWS CLI.
 *
 * @throws `CatalogError` `unknown-profile` with the nearest name
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export async function refuseUnknownProfile(profile: string): Promise<void> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const profiles = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])];
  if (profile !== 'default' && !profiles.includes(profile)) throw unknown('profile', profile, profiles);
}
