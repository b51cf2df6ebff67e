import { type ActionEntry, UNKNOWN } from '../../catalog/permissions';
import type { AskedResource, OperationCall, ServiceAccess } from '../kernel/service-access';
import type { KeyValue } from '../services/iam';

/** Sources of a call's condition keys. */
export interface KeySources {
  readonly asked: OperationCall;
  readonly access: ServiceAccess;
  readonly entry: ActionEntry | undefined;
  readonly resource: AskedResource;
}

/**
 * Global keys that no call of a role's session from outside AWS carries.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ABSENT: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:federatedprovider',
  'aws:multifactorauthage',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceidentity',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:username',
  'aws:vpcsourceip',
]);

/**
 * Value of a condition key in a call: none where it lacks the key, `UNKNOWN` where AWS would know and the sandbox doesn't.
 * Who calls isn't asked here. A service's key that the reference doesn't name for the action is none of the request's.
 *
 * @param key in small letters.
 */
export function keyValue(key: string, sources: KeySources): KeyValue {
  const { asked, access, entry } = sources;
  const found = globalKey(key, asked) ?? tagKey(key, sources);
  if (found !== undefined) return found;
  if (key.startsWith('aws:')) return ABSENT.has(key) ? [] : UNKNOWN;
  if (!supports(entry, key)) return [];
  return inputKey(key, asked, access) ?? access.keyValue?.(key, asked) ?? UNKNOWN;
}

function globalKey(key: string, { now, region }: OperationCall): KeyValue | undefined {
  switch (key) {
    case 'aws:currenttime':
      return now.toISOString();
    case 'aws:epochtime':
      return String(Math.floor(now.getTime() / 1000));
    case 'aws:requestedregion':
      return region;
    // As on AWS's endpoints: the sandbox is on loopback, where there is nobody to hide from.
    case 'aws:securetransport':
      return 'true';
    case 'aws:multifactorauthpresent':
    case 'aws:principalisawsservice':
    case 'aws:viaawsservice':
      return 'false';
    default:
      return undefined;
  }
}

function tagKey(key: string, { asked, resource }: KeySources): KeyValue | undefined {
  const [, kind, tag = ''] = /^aws:(requesttag|resourcetag)\/(.+)$/.exec(key) ?? [];
  if (key === 'aws:tagkeys') return [...Object.keys(requestTags(asked.input)), ...untaggedKeys(asked.input)];
  if (kind === undefined) return undefined;
  const tags = kind === 'requesttag' ? requestTags(asked.input) : resource.tags;
  return tags && (Object.entries(tags).find(([name]) => name.toLowerCase() === tag)?.[1] ?? []);
}

/** Tags that a call puts on something: `Tags`, `tags`, `AddTags`, as a list or by key. */
function requestTags(input: OperationCall['input']): Readonly<Record<string, string>> {
  const given = input.Tags ?? input.tags ?? input.AddTags;
  if (Array.isArray(given)) {
    return Object.fromEntries(given.map((tag) => [String(tag.Key ?? tag.key), String(tag.Value ?? tag.value ?? '')]));
  }
  return typeof given === 'object' && given !== null
    ? Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
    : {};
}

/** Keys of tags that a call takes away. */
function untaggedKeys(input: OperationCall['input']): readonly string[] {
  const given = input.TagKeys ?? input.tagKeys ?? input.RemoveTags;
  return Array.isArray(given) ? given.map(String) : [];
}

function inputKey(key: string, { input }: OperationCall, { inputKeys = [] }: ServiceAccess): KeyValue | undefined {
  if (!inputKeys.some((each) => each.toLowerCase() === key)) return undefined;
  const wanted = key.split(':')[1];
  const value = Object.entries(input).find(([member]) => member.toLowerCase() === wanted)?.[1];
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : String(value);
}

/** Whether a request of the action may carry the key: `iam:ResourceTag/${TagKey}` is any of them. */
function supports(entry: ActionEntry | undefined, key: string): boolean {
  if (entry === undefined) return true;
  return entry.conditionKeys.some((each) => {
    const [stem = ''] = each.toLowerCase().split('${');
    return stem === each.toLowerCase() ? stem === key : key.startsWith(stem);
  });
}
