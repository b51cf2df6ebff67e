import type { Template } from '../../../../catalog/template';

/** A capability that a template needs, and the resource types that need it. */
export interface NeededCapability {
  readonly capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND';
  /** As GetTemplateSummary says it. */
  readonly reason: string;
}

/**
 * Types that need an acknowledgement, with the property that names the resource.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
 */
const IAM_TYPES: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

/** The IAM capability that a template needs: the named one where a resource has a name of its own. */
export function neededIamCapability(template: Template): NeededCapability | undefined {
  const resources = Object.values(template.Resources);
  const iam = resources.filter(({ Type }) => Object.hasOwn(IAM_TYPES, Type));
  if (iam.length === 0) return undefined;
  const named = iam.some(({ Type, Properties = {} }) => Object.hasOwn(Properties, IAM_TYPES[Type] ?? ''));
  const types = [...new Set(iam.map(({ Type }) => Type))];
  const capability = named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
  return { capability, reason: `The following resource(s) require capabilities: [${types.join(', ')}]` };
}

/**
 * The capabilities that a template needs and a request doesn't give. `CAPABILITY_NAMED_IAM` includes `CAPABILITY_IAM`.
 * A change set shows what a transform made, so it needs no `CAPABILITY_AUTO_EXPAND`.
 */
export function missingCapabilities(
  template: Template,
  given: readonly string[],
  options: { readonly forChangeSet: boolean },
): string[] {
  const iam = neededIamCapability(template)?.capability;
  const named = given.includes('CAPABILITY_NAMED_IAM');
  const missing: string[] = [];
  if (iam && !named && !(iam === 'CAPABILITY_IAM' && given.includes(iam))) missing.push(iam);
  const expands = template.Transform !== undefined && !options.forChangeSet;
  if (expands && !given.includes('CAPABILITY_AUTO_EXPAND')) missing.push('CAPABILITY_AUTO_EXPAND');
  return missing;
}
