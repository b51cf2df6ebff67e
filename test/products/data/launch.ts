import { data } from '../../../products/data/product';
import { launched } from '../../catalog/product/evaluated';

/** Addresses that staging and prod ask for. */
const CallbackUrls = 'https://example.com/auth/callback';

/** The data tier as it would be launched with these answers; dev, unless they say otherwise. */
export function launch(answers: Readonly<Record<string, string>> = {}) {
  return launched(data, { EnvironmentName: 'one', EnvironmentType: 'dev', CallbackUrls, ...answers });
}

/** The properties of one resource of such a launch; empty when the resource isn't there. */
export function properties(logicalId: string, answers: Readonly<Record<string, string>> = {}) {
  return launch(answers).resources[logicalId]?.properties ?? {};
}

/** A key of the region that the tests launch in. */
export const KeyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
