import { domain, launch } from '../launch';
import { matchesStatement, type WebRequest } from './web-requests';

interface ManagedGroup {
  readonly ManagedRuleGroupStatement?: { readonly RuleActionOverrides?: readonly { readonly Name: string }[] };
}

interface Rule {
  readonly Name: string;
  readonly Priority: number;
  readonly Statement: Parameters<typeof matchesStatement>[0] & ManagedGroup;
  readonly Action?: object;
}

const rulesOf = (answers: Record<string, string>) => launch(answers).properties('Firewall').Rules as unknown as Rule[];

/** The origin that the rule lets through; the export's name stands for the domain, so it is spelt as the test spells it. */
const own = 'https://bellyfed:one:network:DomainName';

describe('the rule against forged requests', () => {
  const rule = rulesOf(domain).find(({ Name }) => Name === 'ForeignOrigin');
  const refuses = (request: WebRequest) => {
    if (rule === undefined) throw new Error('There is no such rule.');
    // A real domain has no capitals, which the name of an export has.
    const spelt = JSON.parse(JSON.stringify(rule.Statement).replaceAll(own, own.toLowerCase()));
    return matchesStatement(spelt, request);
  };

  it('blocks', () => {
    expect(rule?.Action).toEqual({ Block: {} });
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('lets %s through from anywhere', (method) => {
    expect(refuses({ method })).toBe(false);
    expect(refuses({ method, headers: { origin: 'https://evil.example' } })).toBe(false);
  });

  describe.each(['POST', 'PUT', 'PATCH', 'DELETE'])('with %s', (method) => {
    it('lets the platform’s own pages through', () => {
      expect(refuses({ method, headers: { origin: own.toLowerCase() } })).toBe(false);
      expect(refuses({ method, headers: { origin: own.toUpperCase() } })).toBe(false);
    });

    it.each(['https://evil.example', 'null', '', `${own.toLowerCase()}.evil.example`, `https://evil.example/?${own}`])(
      'refuses the origin "%s", even with credentials',
      (origin) => {
        expect(refuses({ method, headers: { origin } })).toBe(true);
        expect(refuses({ method, headers: { origin, authorization: 'Bearer x', 'x-api-key': 'k' } })).toBe(true);
      },
    );

    it('refuses a request without origin, such as a form of an old browser, even with cookies', () => {
      expect(refuses({ method })).toBe(true);
      expect(refuses({ method, headers: { cookie: 'session=1' } })).toBe(true);
    });

    it.each(['authorization', 'x-api-key'])('lets a program through that brings %s', (name) => {
      expect(refuses({ method, headers: { [name]: 'secret' } })).toBe(false);
    });
  });

  it('knows the address of the load balancer where there is no domain', () => {
    expect(JSON.stringify(rulesOf({}))).toContain('"http://LoadBalancer.DNSName"');
  });
});

describe('the other rules', () => {
  it('limit how much one address may ask, as the form says', () => {
    const limit = rulesOf({ RequestLimit: '500' }).find(({ Name }) => Name === 'RateLimit');
    expect(limit).toMatchObject({
      Action: { Block: {} },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: '500', EvaluationWindowSec: 300 } },
    });
  });

  it('are AWS’s own, after ours, and only count bodies that are merely long', () => {
    const managed = rulesOf({}).filter(({ Statement }) => 'ManagedRuleGroupStatement' in Statement);
    expect(managed.map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesSQLiRuleSet',
    ]);
    for (const each of managed) expect(each).toMatchObject({ OverrideAction: { None: {} } });
    const counted = managed.flatMap(({ Statement: { ManagedRuleGroupStatement } }) =>
      (ManagedRuleGroupStatement?.RuleActionOverrides ?? []).map(({ Name }) => Name),
    );
    expect(counted).toEqual(['SizeRestrictions_BODY']);
    expect(rulesOf({}).map(({ Priority }) => Priority)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('the web ACL', () => {
  const app = launch();

  it('protects the load balancer and the stage of the REST API', () => {
    const protectedArns = app.ofType('AWS::WAFv2::WebACLAssociation').map(({ properties }) => properties.ResourceArn);
    expect(protectedArns).toEqual([
      'LoadBalancer',
      'arn:aws:apigateway:eu-central-1::/restapis/RestApi/stages/RestApiStage',
    ]);
  });

  it('logs into a group that WAF takes, without secrets', () => {
    expect(app.properties('FirewallLogGroup').LogGroupName).toMatch(/^aws-waf-logs-bellyfed-one-firewall-/);
    const { LogDestinationConfigs, RedactedFields } = app.properties('FirewallLogging');
    expect(LogDestinationConfigs).toEqual(['arn:aws:logs:eu-central-1:111122223333:log-group:FirewallLogGroup']);
    expect(RedactedFields).toEqual(
      ['authorization', 'cookie', 'x-api-key'].map((Name) => ({ SingleHeader: { Name } })),
    );
  });
});
