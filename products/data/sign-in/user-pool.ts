import { Aws, CfnCondition, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnManagedLoginBranding, CfnUserPool, CfnUserPoolClient, CfnUserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { given, stackSuffix, uniqueName } from '../../../catalog/product';
import type { CustomerKey } from '../customer-key';

/** Address that the browser may return to in dev and test while the form names no other. */
const developmentUrl = 'http://localhost:3000';

/** User pool's sign-in rules, as the form gives them, and what follows from the type. */
export interface UserPoolProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly key: CustomerKey;
  /** `ON` or `OPTIONAL`. */
  readonly mfa: string;
  /** `ESSENTIALS` or `PLUS`. */
  readonly tier: string;
  /** `OFF`, `AUDIT` or `ENFORCED`. */
  readonly threatProtection: string;
  /** `yes` when people may create their own accounts. */
  readonly selfSignUp: string;
  /** Addresses to return to after signing in, comma-joined, or empty for a web server on the own machine. */
  readonly callbackUrls: string;
  /** The same after signing out, or empty for those to return to after signing in. */
  readonly signOutUrls: string;
  /** ARN of the identity of SES that messages are sent by, or empty for Cognito's own. */
  readonly emailIdentityArn: string;
  /** Address that such messages come from. */
  readonly emailSender: string;
  /** Begins the host name of the login pages, or empty for one made of the stack's id. */
  readonly loginDomainPrefix: string;
  /** Condition that the pool refuses its deletion. */
  readonly isProtected: CfnCondition;
}

/**
 * The people who use the platform: who signs in with an e-mail address, a password and, if asked, a code from an
 * authenticator app. The web application sends them to the login pages and gets short-lived tokens.
 *
 * The pool's attributes are Cognito's standard ones. What fixes how people are named (`UsernameAttributes`,
 * `UsernameConfiguration`, `Schema`) can never be changed, so there is no parameter for it.
 */
export class UserPool extends Construct {
  readonly pool: CfnUserPool;
  readonly client: CfnUserPoolClient;
  /** Host name of the login pages. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const { environment, key, isProtected } = props;
    const isGiven = (name: string, value: string) => new CfnCondition(this, name, { expression: given(value) });
    const isClosed = new CfnCondition(this, 'IsClosed', { expression: Fn.conditionEquals(props.selfSignUp, 'no') });

    this.pool = new CfnUserPool(this, 'Resource', {
      userPoolName: uniqueName(environment, 'users'),
      userPoolTier: props.tier,
      userPoolAddOns: { advancedSecurityMode: props.threatProtection },
      keyConfiguration: key.whenGiven((KmsKeyArn) => ({ KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn })),
      deletionProtection: Fn.conditionIf(isProtected.logicalId, 'ACTIVE', 'INACTIVE').toString(),
      usernameAttributes: ['email'],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ['email'],
      // Else an address that was mistyped in an update locks its owner out.
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] },
      accountRecoverySetting: { recoveryMechanisms: [{ name: 'verified_email', priority: 1 }] },
      adminCreateUserConfig: { allowAdminCreateUserOnly: Fn.conditionIf(isClosed.logicalId, true, false) },
      emailConfiguration: Fn.conditionIf(
        isGiven('HasEmailIdentity', props.emailIdentityArn).logicalId,
        { EmailSendingAccount: 'DEVELOPER', SourceArn: props.emailIdentityArn, From: props.emailSender },
        Aws.NO_VALUE,
      ),
      mfaConfiguration: props.mfa,
      enabledMfas: ['SOFTWARE_TOKEN_MFA'],
      policies: {
        passwordPolicy: {
          minimumLength: 12,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
          requireUppercase: true,
          temporaryPasswordValidityDays: 3,
        },
      },
    });
    // Even where the launch fails: in prod it refuses its deletion, and the rollback would fail over it.
    this.pool.applyRemovalPolicy(RemovalPolicy.RETAIN);

    const hasCallbacks = isGiven('HasCallbackUrls', props.callbackUrls);
    const hasSignOuts = isGiven('HasSignOutUrls', props.signOutUrls);
    const callbacks = Fn.conditionIf(hasCallbacks.logicalId, props.callbackUrls, developmentUrl).toString();
    this.client = new CfnUserPoolClient(this, 'WebClient', {
      userPoolId: this.pool.ref,
      clientName: 'web',
      // A browser can't keep a secret; a code without one is useless to a thief thanks to PKCE.
      generateSecret: false,
      allowedOAuthFlowsUserPoolClient: true,
      allowedOAuthFlows: ['code'],
      allowedOAuthScopes: ['openid', 'email', 'profile'],
      supportedIdentityProviders: ['COGNITO'],
      callbackUrLs: Fn.split(',', callbacks),
      logoutUrLs: Fn.split(',', Fn.conditionIf(hasSignOuts.logicalId, props.signOutUrls, callbacks).toString()),
      explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      accessTokenValidity: 15,
      idTokenValidity: 15,
      refreshTokenValidity: 7,
      tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' },
    });

    const hasPrefix = isGiven('HasLoginDomainPrefix', props.loginDomainPrefix);
    // Not of the environment's name: Cognito refuses some words in it, and shares the names among all its customers.
    const ownPrefix = `bellyfed-${stackSuffix()}`;
    const domain = new CfnUserPoolDomain(this, 'Domain', {
      userPoolId: this.pool.ref,
      domain: Fn.conditionIf(hasPrefix.logicalId, props.loginDomainPrefix, ownPrefix).toString(),
      managedLoginVersion: 2,
    });
    // The login pages don't appear without a style: this is Cognito's own.
    new CfnManagedLoginBranding(this, 'LoginStyle', {
      userPoolId: this.pool.ref,
      clientId: this.client.ref,
      useCognitoProvidedValues: true,
    });
    this.domainName = `${domain.ref}.auth.${Aws.REGION}.amazoncognito.com`;
  }
}
