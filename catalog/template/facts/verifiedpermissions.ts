import type { Fact, ResourceCondition, ResourceState } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { valueAt } from './resource-conditions';

/**
 * Parts of a static policy that stay what they are: its effect, and the principal and the resource of its scope. The action
 * and the conditions may change.
 *
 * @see https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/policies-edit.html
 */
function fixedPartsOf({ properties }: ResourceState): string | undefined {
  const statement = valueAt(properties, 'Definition.Static.Statement');
  if (typeof statement !== 'string') return undefined;
  const withoutNotes = statement.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*/g, '$1 ');
  const [head = ''] = withoutNotes.split(/\b(?:when|unless)\s*\{/);
  return head.replace(/[\s;]+/g, '').replace(/,action.*?(?=,resource)/, '');
}

const fixedPartsChange: ResourceCondition = {
  looksAt: 'resource',
  says: 'the effect, the principal or the resource of a static policy changes',
  holds: (then, now) => {
    const [before, after] = [fixedPartsOf(then), fixedPartsOf(now)];
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
    fixedPartsChange,
    'AWS refuses another effect, principal or resource for a static policy: write a new policy under another logical id.',
  ),
];
