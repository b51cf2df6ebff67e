import { environmentTypeNames } from '../../../catalog/product';
import { dataSizes } from '../../../products/data/sizes';
import { KeyArn, launch, properties } from './launch';

describe.each(environmentTypeNames)('the user pool in %s', (EnvironmentType) => {
  it('refuses its deletion where the table says so', () => {
    const deletionProtection = dataSizes.deletionProtection[EnvironmentType];
    expect(properties('UserPool', { EnvironmentType }).DeletionProtection).toBe(
      deletionProtection ? 'ACTIVE' : 'INACTIVE',
    );
  });
});

describe('the user pool', () => {
  it('names people by e-mail address, whatever the case, for good', () => {
    expect(properties('UserPool')).toMatchObject({
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    });
    expect(properties('UserPool')).not.toHaveProperty('Schema');
  });

  it.each(['OPTIONAL', 'ON'])('asks for a second factor as the form says: %s', (Mfa) => {
    expect(properties('UserPool', { Mfa })).toMatchObject({
      MfaConfiguration: Mfa,
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  it('protects against threats in the plan that has it', () => {
    expect(properties('UserPool', { UserPoolTier: 'PLUS', ThreatProtection: 'ENFORCED' })).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
  });

  it.each([
    ['yes', false],
    ['no', true],
  ])('lets people sign up by themselves: %s', (SelfSignUp, only) => {
    expect(properties('UserPool', { SelfSignUp })).toHaveProperty(
      'AdminCreateUserConfig.AllowAdminCreateUserOnly',
      only,
    );
  });

  it('sends by the identity of SES that the form names, else by itself', () => {
    const EmailIdentityArn = 'arn:aws:ses:eu-central-1:111122223333:identity/example.com';
    expect(
      properties('UserPool', { EmailIdentityArn, EmailSender: 'no-reply@example.com' }).EmailConfiguration,
    ).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      SourceArn: EmailIdentityArn,
      From: 'no-reply@example.com',
    });
    expect(properties('UserPool')).not.toHaveProperty('EmailConfiguration');
  });

  it('is encrypted with the customer’s key, if there is one', () => {
    expect(properties('UserPool', { KeyArn }).KeyConfiguration).toEqual({
      KeyType: 'CUSTOMER_MANAGED_KEY',
      KmsKeyArn: KeyArn,
    });
    expect(properties('UserPool')).not.toHaveProperty('KeyConfiguration');
  });
});

describe('the web client', () => {
  it('has no secret, no implicit flow, and tokens of a quarter of an hour', () => {
    expect(properties('UserPoolWebClient')).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
  });

  it.each([
    [{ CallbackUrls: '' }, ['http://localhost:3000'], ['http://localhost:3000']],
    [
      { CallbackUrls: 'https://a.com/x,https://b.com' },
      ['https://a.com/x', 'https://b.com'],
      ['https://a.com/x', 'https://b.com'],
    ],
    [{ CallbackUrls: 'https://a.com/x', SignOutUrls: 'https://a.com' }, ['https://a.com/x'], ['https://a.com']],
  ])('returns to the addresses of the form: %j', (answers, CallbackURLs, LogoutURLs) => {
    expect(properties('UserPoolWebClient', answers)).toMatchObject({ CallbackURLs, LogoutURLs });
  });
});

describe('the login pages', () => {
  it.each([
    ['', 'bellyfed-51af3dc0'],
    ['my-login', 'my-login'],
  ])('with the prefix "%s" are at %s', (LoginDomainPrefix, Domain) => {
    expect(properties('UserPoolDomain', { LoginDomainPrefix }).Domain).toBe(Domain);
  });

  it('have their host name exported', () => {
    expect(launch().outputs.UserPoolDomain?.value).toBe('UserPoolDomain.auth.eu-central-1.amazoncognito.com');
  });
});

describe('the identity pool', () => {
  it('knows nobody who isn’t signed in', () => {
    expect(properties('IdentityPool')).toMatchObject({
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [{ ClientId: 'UserPoolWebClient', ServerSideTokenCheck: true }],
    });
    expect(properties('IdentityPoolRoles').Roles).toEqual({ authenticated: 'IdentityPoolAuthenticatedRole.Arn' });
  });

  it('gives its role to its own signed-in identities only', () => {
    expect(properties('IdentityPoolAuthenticatedRole')).toHaveProperty(
      'AssumeRolePolicyDocument.Statement.0.Condition',
      {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'IdentityPool' },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      },
    );
  });

  it('lets users reach their own folder, and the key where the bucket has one of the customer’s', () => {
    const own = `private/\${cognito-identity.amazonaws.com:sub}/*`;
    const files = {
      Effect: 'Allow',
      Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      Resource: `BucketsUploads.Arn/${own}`,
    };
    const list = {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: 'BucketsUploads.Arn',
      Condition: { StringLike: { 's3:prefix': [own] } },
    };
    const key = {
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: KeyArn,
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
    };
    const path = 'Policies.0.PolicyDocument.Statement';
    expect(properties('IdentityPoolAuthenticatedRole')).toHaveProperty(path, [files, list]);
    expect(properties('IdentityPoolAuthenticatedRole', { KeyArn })).toHaveProperty(path, [files, list, key]);
  });
});
