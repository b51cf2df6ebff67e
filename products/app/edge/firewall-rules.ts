import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

type Statement = CfnWebACL.StatementProperty;

/** Origin and request limit that the rules depend on. */
export interface FirewallRulesProps {
  /** Origin of the platform's pages: `https://www.example.com`. */
  readonly origin: string;
  /** Requests that one address may send in five minutes. */
  readonly requestLimit: number;
}

/** AWS's rule groups: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
const managedGroups: readonly { readonly name: string; readonly onlyCounted?: readonly string[] }[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList' },
  // It refuses every body over 8 KB, and so whatever people write at length; the API's models and the application know
  // better how long something may be.
  { name: 'AWSManagedRulesCommonRuleSet', onlyCounted: ['SizeRestrictions_BODY'] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet' },
  { name: 'AWSManagedRulesSQLiRuleSet' },
];

/** Methods that change something, so that nobody else's page may send them in a user's name. */
const changingMethods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Headers by which a program proves who it is. A page of another site can't add them without being allowed to. */
const credentialHeaders = ['authorization', 'x-api-key'] as const;

/** The rules of the web ACL: first who is too loud, then whose page it is, then what AWS knows to be malicious. */
export function firewallRules({ origin, requestLimit }: FirewallRulesProps): CfnWebACL.RuleProperty[] {
  const rules: Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>[] = [
    {
      name: 'RateLimit',
      statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: requestLimit, evaluationWindowSec: 300 } },
      action: { block: {} },
    },
    { name: 'ForeignOrigin', statement: foreignChange(origin), action: { block: {} } },
    ...managedGroups.map(({ name, onlyCounted }) => ({
      name,
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name,
          ruleActionOverrides: onlyCounted?.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      overrideAction: { none: {} },
    })),
  ];
  return rules.map((rule, priority) => ({
    ...rule,
    priority,
    visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: rule.name, sampledRequestsEnabled: true },
  }));
}

/**
 * A request that changes something and doesn't come from a page of the platform: a forgery, as far as cookies go.
 * Browsers send `Origin` with every such request, so one without it is a program's; it passes if it brings credentials
 * of its own, which a browser never adds by itself.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
 */
function foreignChange(origin: string): Statement {
  return and(
    or(...changingMethods.map((method) => matches({ method: {} }, 'EXACTLY', method))),
    // Browsers write origins in lower case.
    not(matches(header('origin'), 'EXACTLY', origin, 'LOWERCASE')),
    not(and(not(has('origin')), or(...credentialHeaders.map(has)))),
  );
}

const and = (...statements: Statement[]): Statement => ({ andStatement: { statements } });
const or = (...statements: Statement[]): Statement => ({ orStatement: { statements } });
const not = (statement: Statement): Statement => ({ notStatement: { statement } });

/** The generated type has this part in AWS's own spelling. */
function header(name: string): CfnWebACL.FieldToMatchProperty {
  return { singleHeader: { Name: name } };
}

/** Whether a request has a header at all, be it empty: a header that isn't there matches no statement. */
function has(name: string): Statement {
  return {
    sizeConstraintStatement: {
      fieldToMatch: header(name),
      comparisonOperator: 'GE',
      size: 0,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

function matches(
  fieldToMatch: CfnWebACL.FieldToMatchProperty,
  positionalConstraint: string,
  searchString: string,
  transformation = 'NONE',
): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch,
      positionalConstraint,
      searchString,
      textTransformations: [{ priority: 0, type: transformation }],
    },
  };
}
