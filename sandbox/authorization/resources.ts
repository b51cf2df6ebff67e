import type { ActionEntry } from '../../catalog/permissions';
import type { AskedResource, OperationCall, ServiceAccess } from '../kernel/service-access';

/**
 * Resources that a call must be allowed on, each. Required kinds always: a variable that the call doesn't name is `*`, as
 * in `stack/new/*`. Of the others those that it names. Without any: `*`, which a statement on ARNs doesn't match.
 */
export function resourcesOf(
  entry: ActionEntry | undefined,
  asked: OperationCall,
  { resources, members = {} }: ServiceAccess,
): readonly AskedResource[] {
  const types = entry?.resources ?? [];
  const own = resources?.(
    asked,
    types.map(({ type }) => type),
  );
  if (own) return own;
  const filled = types.map(({ type, arn, isRequired }) => ({ ...filledIn(arn, type, asked, members), isRequired }));
  const named = filled.filter(({ isNamed, isRequired }) => isNamed || isRequired);
  return named.length === 0 ? [{ arn: '*' }] : named.map(({ arn }) => ({ arn }));
}

/** The ARN with the call's scope and members in its variables, and whether a member was among them. */
function filledIn(
  pattern: string,
  type: string,
  { input, accountId, region }: OperationCall,
  members: Readonly<Record<string, string>>,
): { readonly arn: string; readonly isNamed: boolean } {
  const whole = memberOf(input, `${type.replaceAll('-', '')}Arn`);
  if (whole !== undefined) return { arn: whole, isNamed: true };
  const scope: Readonly<Record<string, string>> = { Partition: 'aws', Region: region, Account: accountId };
  let isNamed = false;
  const arn = pattern.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => {
    const fixed = scope[variable];
    if (fixed !== undefined) return fixed;
    const member = memberOf(input, variable) ?? memberOf(input, members[variable] ?? '');
    isNamed ||= member !== undefined;
    return member ?? '*';
  });
  return { arn, isNamed };
}

/** Text of a member of an input, its name without regard to case. */
function memberOf(input: OperationCall['input'], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const value = Object.entries(input).find(([member]) => member.toLowerCase() === wanted)?.[1];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
