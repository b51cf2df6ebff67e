import { unknown } from '../nearest';

/** Settings of one profile of the AWS configuration, by their names. */
export type ProfileSettings = Readonly<Record<string, string | undefined>>;

/**
 * Profiles of the AWS configuration, of both its files, as they are now.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export async function awsProfiles(): Promise<ReadonlyMap<string, ProfileSettings>> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return new Map([...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]));
}

/**
 * Refuses a profile that no file has: the SDK would say that there are no credentials at all. `default` needs no file, as in the
 * AWS CLI.
 *
 * @throws `CatalogError` `unknown-profile` with the nearest name
 */
export async function refuseUnknownProfile(profile: string): Promise<void> {
  const profiles = await awsProfiles();
  if (profile !== 'default' && !profiles.has(profile)) throw unknown('profile', profile, [...profiles.keys()]);
}
