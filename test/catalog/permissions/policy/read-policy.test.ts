import fc from 'fast-check';
import { policyProblems, readPolicy } from '../../../../catalog/permissions';

const SYNTAX = 'Syntax errors in policy.';
const NO_VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const ONLY_STS = 'AssumeRole policy may only specify STS AssumeRole actions.';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const identity = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const trusting = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } };

describe('an identity-based policy that IAM takes', () => {
  it.each([
    ['of one statement', identity(statement)],
    ['of one statement without a list', { Version: '2012-10-17', Statement: statement }],
    ['with an id', { ...identity(statement), Id: 'mine' }],
    [
      'with all that a statement may have',
      identity({ ...statement, Sid: 'A1', Condition: { Bool: { 'aws:SecureTransport': true } } }),
    ],
    [
      'with NotAction and NotResource',
      identity({ Effect: 'Deny', NotAction: ['iam:*'], NotResource: ['arn:aws:s3:::a/*'] }),
    ],
    ['with an action of any service', identity({ ...statement, Action: '*' })],
    ['with a resource in any partition', identity({ ...statement, Resource: 'arn:*:s3:::a' })],
    ['with a resource in China', identity({ ...statement, Resource: 'arn:aws-cn:s3:::a' })],
    ['with a variable in place of the partition', identity({ ...statement, Resource: 'arn:${aws:Partition}:s3:::a' })],
    ['with a resource that ends early in a wildcard', identity({ ...statement, Resource: 'arn:aws:s3:*' })],
    ['with statements without ids', identity({ ...statement, Sid: '' }, { ...statement, Sid: '' })],
  ])('is one %s', (_, document) => {
    expect(policyProblems(document, 'identity')).toEqual([]);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
describe('an inline policy', () => {
  it('may leave its version out, or say the older one', () => {
    expect(policyProblems({ Statement: statement }, 'inline')).toEqual([]);
    expect(policyProblems({ Version: '2008-10-17', Statement: statement }, 'inline')).toEqual([]);
  });

  it('is held to the rest of the grammar', () => {
    expect(policyProblems({ Version: '2020-01-01', Statement: statement }, 'inline')).toEqual([SYNTAX]);
    expect(policyProblems({ Statement: { ...statement, Principal: '*' } }, 'inline')).toEqual([
      'Policy document should not specify a principal.',
    ]);
  });
});

describe('IAM refuses an identity-based policy', () => {
  it.each([
    ['that is no object', 'text', SYNTAX],
    ['without a statement', { Version: '2012-10-17' }, SYNTAX],
    ['with an empty list of statements', identity(), SYNTAX],
    ['with a statement that is text', { Version: '2012-10-17', Statement: 'hello' }, SYNTAX],
    ['with an unknown element', { ...identity(statement), Statements: [] }, SYNTAX],
    ['with a statement with an unknown element', identity({ ...statement, reason: 'x' }), SYNTAX],
    ['with an unknown version', { ...identity(statement), Version: '2020-01-01' }, SYNTAX],
    ['with an id that is no text', { ...identity(statement), Id: 1 }, SYNTAX],
    ['without an effect', identity({ Action: 's3:*', Resource: '*' }), SYNTAX],
    ['with another effect', identity({ ...statement, Effect: 'Maybe' }), SYNTAX],
    ['with a number for an action', identity({ ...statement, Action: 123 }), SYNTAX],
    ['with both Action and NotAction', identity({ ...statement, NotAction: 's3:*' }), SYNTAX],
    ['with both Resource and NotResource', identity({ ...statement, NotResource: '*' }), SYNTAX],
    ['with a condition that is no object', identity({ ...statement, Condition: 'x' }), SYNTAX],
    ['with an operator that holds no keys', identity({ ...statement, Condition: { Bool: 'true' } }), SYNTAX],
    ['with a value that is an object', identity({ ...statement, Condition: { Bool: { 'aws:A': {} } } }), SYNTAX],
    [
      'of the older version',
      { Version: '2008-10-17', Statement: statement },
      'Policy document must be version 2012-10-17 or greater.',
    ],
    ['without a version', { Statement: statement }, 'Policy document must be version 2012-10-17 or greater.'],
    ['without an action', identity({ Effect: 'Allow', Resource: '*' }), 'Policy statement must contain actions.'],
    ['without a resource', identity({ Effect: 'Allow', Action: 's3:*' }), 'Policy statement must contain resources.'],
    [
      'with no resource in the list',
      identity({ ...statement, Resource: [] }),
      'Policy statement must contain resources.',
    ],
    ['with a principal', identity({ ...statement, Principal: '*' }), 'Policy document should not specify a principal.'],
    ['with an action without a service', identity({ ...statement, Action: 'GetObject' }), NO_VENDOR],
    ['with an empty action', identity({ ...statement, Action: '' }), NO_VENDOR],
    ['with an action of an empty service', identity({ ...statement, Action: ':GetObject' }), 'Vendor  is not valid'],
    ['with a blank in the service', identity({ ...statement, Action: 'iam :Get' }), 'Vendor iam  is not valid'],
    [
      'with two colons in an action',
      identity({ ...statement, Action: 's3:Get:Object' }),
      'Actions/Condition can contain only one colon.',
    ],
    [
      'with a resource that is no ARN',
      identity({ ...statement, Resource: 'photos' }),
      'Resource photos must be in ARN format or "*".',
    ],
    ['with an empty resource', identity({ ...statement, Resource: '' }), 'Resource  must be in ARN format or "*".'],
    [
      'with a resource that lacks "arn"',
      identity({ ...statement, Resource: 's3::photos/*' }),
      'Partition "" is not valid for resource "arn::photos/*:*:*:*".',
    ],
    [
      'with an ARN of too few parts',
      identity({ ...statement, Resource: 'arn:awss3::photos/*' }),
      'The policy failed legacy parsing',
    ],
    [
      'with an unknown partition',
      identity({ ...statement, Resource: 'arn:aws2:s3:::photos/*' }),
      'Partition "aws2" is not valid for resource "arn:aws2:s3:::photos/*".',
    ],
    [
      'with the same id twice',
      identity({ ...statement, Sid: 'A' }, { ...statement, Sid: 'A' }),
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'with other signs in an id',
      identity({ ...statement, Sid: 'a-b' }),
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    [
      'with an unknown operator',
      identity({ ...statement, Condition: { StringIs: { 'aws:A': 'x' } } }),
      'Invalid Condition type : StringIs',
    ],
    [
      'with a condition key without a service',
      identity({ ...statement, Condition: { Bool: { Secure: 'x' } } }),
      NO_VENDOR,
    ],
  ])('%s', (_, document, message) => {
    expect(policyProblems(document, 'identity')).toEqual([message]);
  });
});

describe('a trust policy that IAM takes', () => {
  it.each([
    ['a service', { Service: 'servicecatalog.amazonaws.com' }],
    ['a regional service', { Service: ['logs.eu-west-1.amazonaws.com'] }],
    ['an account', { AWS: '111122223333' }],
    ['an account’s root', { AWS: 'arn:aws:iam::111122223333:root' }],
    ['a role', { AWS: ['arn:aws-cn:iam::111122223333:role/team/a'] }],
    ['everybody', { AWS: '*' }],
    ['an identity provider', { Federated: 'arn:aws:iam::111122223333:saml-provider/a' }],
  ])('names %s', (_, Principal) => {
    expect(policyProblems(identity({ ...trusting, Principal }), 'trust')).toEqual([]);
  });

  it('may be of the older version, or of none', () => {
    expect(policyProblems({ Version: '2008-10-17', Statement: trusting }, 'trust')).toEqual([]);
    expect(policyProblems({ Statement: trusting }, 'trust')).toEqual([]);
  });
});

describe('IAM refuses a trust policy', () => {
  const cognito = { Federated: 'cognito-identity.amazonaws.com' };
  it.each([
    ['of an unknown version', { Version: '1', Statement: trusting }, 'The policy must contain a valid version string'],
    ['without statements', identity(), 'Could not parse the policy: Statement is empty!'],
    ['with an unknown element', identity({ ...trusting, reason: 'x' }), 'Syntax error in policy.'],
    ['that is a list', [], 'Syntax error in policy.'],
    ['without an effect', identity({ ...trusting, Effect: undefined }), 'Missing required field Effect'],
    ['with another effect', identity({ ...trusting, Effect: 'Maybe' }), 'Invalid effect: Maybe'],
    ['without a principal', identity({ ...trusting, Principal: undefined }), 'Missing required field Principal'],
    [
      'with an empty principal',
      identity({ ...trusting, Principal: {} }),
      'Missing required field Principal cannot be empty!',
    ],
    ['with a principal that is text', identity({ ...trusting, Principal: 'me' }), 'Principal must be a JSON object.'],
    [
      'with "*" for a principal',
      identity({ ...trusting, Principal: '*' }),
      'AssumeRole policy contained an invalid principal: "STAR":"*".',
    ],
    [
      'with a principal of an unknown kind',
      identity({ ...trusting, Principal: { User: 'a' } }),
      'Invalid principal in policy: "User"',
    ],
    [
      'with a service that is none',
      identity({ ...trusting, Principal: { Service: 'ecs' } }),
      'Invalid principal in policy: "SERVICE":"ecs"',
    ],
    [
      'with a pattern for a principal',
      identity({ ...trusting, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/*"',
    ],
    [
      'that allows all but some',
      identity({ ...trusting, Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      'Allow with NotPrincipal is not allowed.',
    ],
    [
      'that denies all but some',
      identity({ ...trusting, Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      'AssumeRole policy must not contain NotPrincipal field.',
    ],
    ['without an action', identity({ ...trusting, Action: undefined }), 'Missing required field Action'],
    ['with an action of another service', identity({ ...trusting, Action: ['sts:AssumeRole', 's3:*'] }), ONLY_STS],
    ['with every action', identity({ ...trusting, Action: '*' }), ONLY_STS],
    ['with a resource', identity({ ...trusting, Resource: '*' }), 'Has prohibited field Resource'],
    [
      'with all resources but some',
      identity({ ...trusting, NotResource: '*' }),
      'AssumeRole policy must not contain resources.',
    ],
    [
      'with the same id twice',
      identity({ ...trusting, Sid: 'A' }, { ...trusting, Sid: 'A' }),
      'The Statement Ids in the policy are not unique',
    ],
    [
      'for Cognito without a condition',
      identity({ ...trusting, Principal: cognito }),
      'A condition block must be present for the Cognito provider',
    ],
    [
      'with an unknown operator',
      identity({ ...trusting, Condition: { Is: { 'aws:A': 'x' } } }),
      'Invalid Condition type : Is',
    ],
  ])('%s', (_, document, message) => {
    expect(policyProblems(document, 'trust')).toEqual([message]);
  });
});

describe('the text of a policy', () => {
  it('is read into the policy', () => {
    expect(readPolicy(JSON.stringify(identity(statement)), 'identity')).toEqual({ document: identity(statement) });
    expect(readPolicy(JSON.stringify(identity(trusting)), 'trust')).toEqual({ document: identity(trusting) });
  });

  it('that is not JSON is refused in the words for its kind', () => {
    expect(readPolicy('{not', 'identity')).toEqual({ problems: [SYNTAX] });
    expect(readPolicy('{not', 'trust')).toEqual({ problems: ['This policy contains invalid Json'] });
  });

  it('that is no policy is refused with every problem', () => {
    const wrong = identity({ Effect: 'Allow' });
    expect(readPolicy(JSON.stringify(wrong), 'identity')).toEqual({
      problems: ['Policy statement must contain actions.', 'Policy statement must contain resources.'],
    });
  });

  it('never makes it throw', () => {
    const anyPolicy = fc.record({ Version: fc.constantFrom('2012-10-17', 1), Statement: fc.jsonValue() });
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), anyPolicy),
        fc.constantFrom('identity' as const, 'trust' as const),
        (json, kind) => {
          expect(policyProblems(json, kind).every((problem) => problem !== '')).toBe(true);
        },
      ),
    );
  });
});
