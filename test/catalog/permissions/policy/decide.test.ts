import fc from 'fast-check';
import {
  allowsAction,
  type Decision,
  decide,
  type PolicyDocument,
  type PolicyStatement,
  type RequestContext,
  UNKNOWN,
} from '../../../../catalog/permissions';

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource = '*', Condition?: PolicyStatement['Condition']): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (...args: Parameters<typeof allow>): PolicyStatement => ({ ...allow(...args), Effect: 'Deny' });
const bucket = 'arn:aws:s3:::photos';
const get = { action: 's3:GetObject', resource: `${bucket}/a.jpg` };

describe('a request', () => {
  it('is denied where nothing allows it', () => {
    expect(decide([], get)).toBe('implicitDeny');
    expect(decide([policy(allow('s3:PutObject'))], get)).toBe('implicitDeny');
    expect(decide([policy(allow('s3:GetObject', `${bucket}/b*`))], get)).toBe('implicitDeny');
  });

  it('is allowed where any statement of any policy allows it', () => {
    expect(decide([policy(allow('ec2:*')), policy(allow('s3:Get*', `${bucket}/*`))], get)).toBe('allowed');
  });

  it('is denied where any statement denies it, whatever allows it', () => {
    expect(decide([policy(allow('*'), deny('s3:*', `${bucket}/*`))], get)).toBe('explicitDeny');
  });

  it('compares actions without regard to case, resources with', () => {
    expect(decide([policy(allow('S3:getobject'))], get)).toBe('allowed');
    expect(decide([policy(allow('s3:GetObject', `${bucket}/A.JPG`))], get)).toBe('implicitDeny');
  });

  it('understands a policy whose one statement stands without a list', () => {
    expect(decide([{ Version: '2012-10-17', Statement: allow('s3:GetObject') }], get)).toBe('allowed');
  });

  it('understands NotAction and NotResource', () => {
    const but = (NotAction: string): PolicyStatement => ({ Effect: 'Allow', NotAction, Resource: '*' });
    expect(decide([policy(but('iam:*'))], get)).toBe('allowed');
    expect(decide([policy(but('s3:*'))], get)).toBe('implicitDeny');
    const elsewhere: PolicyStatement = { Effect: 'Deny', Action: 's3:*', NotResource: [`${bucket}/*`] };
    expect(decide([policy(allow('*'), elsewhere)], get)).toBe('allowed');
    expect(decide([policy(allow('*'), elsewhere)], { ...get, resource: 'arn:aws:s3:::other/a' })).toBe('explicitDeny');
  });

  it('fills in variables of resources', () => {
    const own = policy(allow('s3:GetObject', `${bucket}/\${aws:username}.jpg`));
    expect(decide([own], { ...get, context: { 'aws:username': 'a' } })).toBe('allowed');
    expect(decide([own], { ...get, context: { 'aws:username': 'b' } })).toBe('implicitDeny');
    expect(decide([own], get)).toEqual({ undecidable: expect.stringContaining('${aws:username}') });
  });

  it('judges conditions by its context', () => {
    const home = policy(allow('s3:GetObject', '*', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }));
    expect(decide([home], { ...get, context: { 'aws:RequestedRegion': 'eu-west-1' } })).toBe('allowed');
    expect(decide([home], { ...get, context: { 'aws:RequestedRegion': 'us-east-1' } })).toBe('implicitDeny');
    expect(decide([home], get)).toBe('implicitDeny');
  });
});

describe('what is not known', () => {
  const ifTagged = { StringEquals: { 'aws:ResourceTag/team': 'a' } };
  const request = { ...get, context: { 'aws:ResourceTag/team': UNKNOWN } };

  it('makes a request undecidable that turns on it', () => {
    expect(decide([policy(allow('s3:*', '*', ifTagged))], request)).toEqual({
      undecidable: 'the value of aws:ResourceTag/team is not known',
    });
    expect(decide([policy(allow('s3:*'), deny('s3:*', '*', ifTagged))], request)).toEqual({
      undecidable: 'the value of aws:ResourceTag/team is not known',
    });
  });

  it('does not matter where something known decides', () => {
    expect(decide([policy(allow('s3:*', '*', ifTagged), allow('s3:*'))], request)).toBe('allowed');
    expect(decide([policy(allow('s3:*', '*', ifTagged), deny('s3:*'))], request)).toBe('explicitDeny');
    expect(decide([policy(deny('s3:*', '*', ifTagged))], request)).toBe('implicitDeny');
  });

  it('includes a statement that names principals, which no identity-based policy does', () => {
    expect(decide([policy({ ...allow('s3:*'), Principal: '*' })], get)).toEqual({
      undecidable: expect.stringContaining('principals'),
    });
  });
});

describe('a permissions boundary', () => {
  it('must allow the request too', () => {
    expect(decide([policy(allow('*'))], get, policy(allow('s3:*')))).toBe('allowed');
    expect(decide([policy(allow('*'))], get, policy(allow('ec2:*')))).toBe('implicitDeny');
    expect(decide([policy(allow('*'))], get, policy(allow('*'), deny('s3:*')))).toBe('explicitDeny');
  });

  it('allows nothing by itself', () => {
    expect(decide([], get, policy(allow('*')))).toBe('implicitDeny');
  });

  it('can leave a request undecidable, but not one that the policies deny', () => {
    const boundary = policy(allow('*', '*', { StringEquals: { 'app:Key': 'a' } }));
    const request = { ...get, context: { 'app:Key': UNKNOWN } };
    expect(decide([policy(allow('*'))], request, boundary)).toEqual({ undecidable: expect.any(String) });
    expect(decide([], request, boundary)).toBe('implicitDeny');
  });
});

describe('an action', () => {
  it('is allowed if it is for some resource', () => {
    expect(allowsAction([policy(allow('s3:Get*', `${bucket}/*`))], 's3:GetObject')).toBe(true);
    expect(allowsAction([policy(allow('s3:Put*'))], 's3:GetObject')).toBe(false);
    expect(allowsAction([], 's3:GetObject')).toBe(false);
  });

  it('is allowed under a condition that can hold', () => {
    const inRegion = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const policies = [policy(allow('s3:*', '*', inRegion))];
    expect(allowsAction(policies, 's3:GetObject')).toBe(true);
    expect(allowsAction(policies, 's3:GetObject', { context: { 'aws:RequestedRegion': 'us-east-1' } })).toBe(false);
    expect(allowsAction(policies, 's3:GetObject', { context: { 'AWS:requestedregion': 'eu-west-1' } })).toBe(true);
  });

  it('is not allowed where a denial takes all of it away', () => {
    const granted = allow('s3:GetObject', `${bucket}/a*`);
    expect(allowsAction([policy(granted, deny('s3:*', `${bucket}/*`))], 's3:GetObject')).toBe(false);
    expect(allowsAction([policy(granted, deny('s3:*'))], 's3:GetObject')).toBe(false);
    const all: PolicyStatement = { Effect: 'Allow', Action: 's3:*', NotResource: `${bucket}/*` };
    expect(allowsAction([policy(all, deny('*'))], 's3:GetObject')).toBe(false);
    const elsewhere: PolicyStatement = { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::other/*' };
    expect(allowsAction([policy(allow('s3:*', `${bucket}/a`), elsewhere)], 's3:GetObject')).toBe(false);
  });

  it('is allowed where a denial leaves something, or need not hold', () => {
    expect(allowsAction([policy(allow('s3:*'), deny('s3:*', `${bucket}/*`))], 's3:GetObject')).toBe(true);
    const unsafe = { Bool: { 'aws:SecureTransport': 'false' } };
    expect(allowsAction([policy(allow('s3:*'), deny('s3:*', '*', unsafe))], 's3:GetObject')).toBe(true);
    const own = allow('s3:*', `${bucket}/\${aws:username}/*`);
    expect(allowsAction([policy(own, deny('s3:*', `${bucket}/x/*`))], 's3:GetObject')).toBe(true);
  });

  it('must be left room by the boundary', () => {
    expect(allowsAction([policy(allow('*'))], 's3:GetObject', { boundary: policy(allow('ec2:*')) })).toBe(false);
    expect(allowsAction([policy(allow('*'))], 's3:GetObject', { boundary: policy(allow('s3:*')) })).toBe(true);
  });
});

describe('whatever the policies', () => {
  const actions = fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:*', 's3:Get*', 'ec2:RunInstances', '*');
  const resources = fc.constantFrom(
    '*',
    `${bucket}/*`,
    `${bucket}/a.jpg`,
    `${bucket}/?.jpg`,
    `${bucket}/\${app:Key}.jpg`,
  );
  const conditions = fc.constantFrom<PolicyStatement['Condition'][]>(
    undefined,
    { StringEquals: { 'app:Key': 'a' } },
    { StringNotLike: { 'app:Key': 'a*' } },
    { Null: { 'app:Key': 'true' } },
  );
  const statement: fc.Arbitrary<PolicyStatement> = fc
    .tuple(fc.constantFrom<('Allow' | 'Deny')[]>('Allow', 'Deny'), actions, resources, conditions, fc.boolean())
    .map(([Effect, action, Resource, Condition, inverted]) => ({
      Effect,
      ...(inverted ? { NotAction: action } : { Action: action }),
      Resource,
      ...(Condition === undefined ? {} : { Condition }),
    }));
  const statements = fc.array(statement, { maxLength: 5 });
  const request = fc
    .constantFrom<RequestContext[]>({}, { 'app:Key': 'a' }, { 'app:Key': 'b' }, { 'app:Key': UNKNOWN })
    .map((context) => ({ ...get, context }));
  const rank = (decision: Decision) => (decision === 'allowed' ? 2 : typeof decision === 'object' ? 1 : 0);

  it('adding a denial never allows more', () => {
    fc.assert(
      fc.property(statements, statement, request, (before, added, asked) => {
        const after = [...before, { ...added, Effect: 'Deny' as const }];
        expect(rank(decide([policy(...after)], asked))).toBeLessThanOrEqual(rank(decide([policy(...before)], asked)));
        if (allowsAction([policy(...after)], get.action)) {
          expect(allowsAction([policy(...before)], get.action)).toBe(true);
        }
      }),
    );
  });

  it('adding a permission never denies more', () => {
    fc.assert(
      fc.property(statements, statement, request, (before, added, asked) => {
        const after = [...before, { ...added, Effect: 'Allow' as const }];
        expect(rank(decide([policy(...after)], asked))).toBeGreaterThanOrEqual(
          rank(decide([policy(...before)], asked)),
        );
        if (allowsAction([policy(...before)], get.action)) {
          expect(allowsAction([policy(...after)], get.action)).toBe(true);
        }
      }),
    );
  });

  it('the order of statements and how they are spread over policies make no difference', () => {
    fc.assert(
      fc.property(statements, request, (some, asked) => {
        const kind = (decision: Decision) => (typeof decision === 'object' ? 'undecidable' : decision);
        const together = kind(decide([policy(...some)], asked));
        expect(kind(decide([policy(...some.toReversed())], asked))).toBe(together);
        expect(
          kind(
            decide(
              some.map((each) => policy(each)),
              asked,
            ),
          ),
        ).toBe(together);
      }),
    );
  });

  it('a boundary never allows more', () => {
    fc.assert(
      fc.property(statements, statements, request, (some, limits, asked) => {
        const free = rank(decide([policy(...some)], asked));
        expect(rank(decide([policy(...some)], asked, policy(...limits)))).toBeLessThanOrEqual(free);
      }),
    );
  });

  it('what is allowed for one resource is allowed as an action', () => {
    fc.assert(
      fc.property(statements, request, (some, asked) => {
        fc.pre(decide([policy(...some)], asked) === 'allowed');
        expect(allowsAction([policy(...some)], get.action)).toBe(true);
      }),
    );
  });
});
