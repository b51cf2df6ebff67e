import type { Fact, ResourceCondition, ResourceState } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { valueAt } from './resource-conditions';

/** Effect and scope of a static policy: what stands before its conditions. */
function headOf({ properties }: ResourceState): string | undefined {
  const statement = valueAt(properties, 'Definition.Static.Statement');
  if (typeof statement !== 'string') return undefined;
  const withoutNotes = statement.replace(/\/\/[^\n]*/g, ' ');
  return withoutNotes.split(/\b(?:when|unless)\s*\{/)[0]?.replace(/[\s;]+/g, '');
}

const headChanges: ResourceCondition = {
  looksAt: 'resource',
  says: 'the effect, the principal, the action or the resource of a static policy changes',
  holds: (then, now) => {
    const [before, after] = [headOf(then), headOf(now)];
    return before !== undefined && after !== undefined && before !== after;
  },
};

/** Facts about Amazon Verified Permissions. */
export const verifiedpermissions: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::VerifiedPermissions::Policy',
      property: 'Definition',
      words: "You can't change these elements of a static policy:",
      page: pageOf('AWS::VerifiedPermissions::Policy'),
    },
    headChanges,
    'AWS refuses another effect, principal or resource for a static policy: write a new policy under another logical id.',
  ),
];
