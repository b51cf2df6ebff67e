import { synthesizeProduct } from '../../../catalog/product';
import { parameterProblems } from '../../../catalog/template';
import { data } from '../../../products/data/product';
import { refusals } from '../../catalog/product/evaluated';
import { KeyArn } from './launch';

const refused = (answers: Record<string, string>) =>
  refusals(data, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });
const CallbackUrls = 'https://example.com/auth/callback';
const region1 = { ReplicaRegion1: 'eu-west-1' };
const key1 = { ReplicaKeyArn1: KeyArn };
const plus = 'Threat protection is part of the PLUS plan: choose PLUS for UserPoolTier, or OFF for ThreatProtection.';
const second = 'ReplicaRegion2 is a further region: type another one as ReplicaRegion1 first.';

describe('the rules of the form', () => {
  it.each(['dev', 'test'])('ask for nothing more in %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType })).toEqual([]);
  });

  it.each(['staging', 'prod'])('ask for the address of the application in %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType })).toEqual([
      'In staging and prod people sign in to a real application: type CallbackUrls.',
    ]);
    expect(refused({ EnvironmentType, CallbackUrls })).toEqual([]);
  });

  it.each(['AUDIT', 'ENFORCED'])('refuse threat protection %s without the plan that has it', (ThreatProtection) => {
    expect(refused({ ThreatProtection })).toEqual([plus]);
    expect(refused({ ThreatProtection, UserPoolTier: 'PLUS' })).toEqual([]);
  });

  it('refuse a second further region without a first, or equal to it', () => {
    expect(refused({ ReplicaRegion2: 'us-east-2' })).toEqual([second]);
    expect(refused({ ...region1, ReplicaRegion2: 'eu-west-1' })).toEqual([second]);
    expect(refused({ ...region1, ReplicaRegion2: 'us-east-2' })).toEqual([]);
  });

  it('want an address with an identity of SES, and an identity with an address', () => {
    const EmailIdentityArn = 'arn:aws:ses:eu-central-1:111122223333:identity/example.com';
    const EmailSender = 'no-reply@example.com';
    expect(refused({ EmailIdentityArn })).toEqual([
      'Messages come from an address: type EmailSender, an address of the identity.',
    ]);
    expect(refused({ EmailSender })).toHaveLength(1);
    expect(refused({ EmailIdentityArn, EmailSender })).toEqual([]);
  });

  it('want a key for each copy, or for none', () => {
    expect(refused({ KeyArn, ...region1 })).toEqual([
      'A key works in its own region only: type ReplicaKeyArn1, a key of ReplicaRegion1.',
    ]);
    expect(refused({ ...region1, ...key1 })).toHaveLength(1);
    expect(refused({ KeyArn, ...key1 })).toHaveLength(1);
    expect(refused({ KeyArn, ...region1, ...key1 })).toEqual([]);
  });

  it.each([
    ['dev', '4', 'by-type', false],
    ['dev', '2', 'by-type', true],
    ['prod', '4', 'by-type', true],
    ['prod', '8', '4', false],
    ['prod', '8', '8', true],
    ['dev', 'by-type', '1', true],
    ['dev', '2', '1', false],
  ])('in %s take at least %s and at most %s units: %s', (EnvironmentType, least, most, accepted) => {
    const answers = { EnvironmentType, CallbackUrls, DatabaseMinCapacity: least, DatabaseMaxCapacity: most };
    expect(refused(answers)).toEqual(
      accepted ? [] : [`DatabaseMaxCapacity must be at least ${least}, as DatabaseMinCapacity is.`],
    );
  });
});

describe('addresses in the form', () => {
  const { template } = synthesizeProduct(data);
  const accepts = (name: string, value: string) =>
    parameterProblems(template, { EnvironmentName: 'one', EnvironmentType: 'dev', [name]: value }).length === 0;

  it.each([
    ['https://example.com', true],
    ['https://example.com/auth/callback,http://localhost:3000', true],
    ['http://localhost', true],
    ['http://example.com', false],
    ['https://example.com, https://b.com', false],
    ['https://example.com,', false],
    ['example.com', false],
  ])('%s is taken to return to: %s', (value, expected) => {
    expect(accepts('CallbackUrls', value)).toBe(expected);
    expect(accepts('SignOutUrls', value)).toBe(expected);
  });

  it.each([
    ['https://example.com', true],
    ['https://example.com/', false],
    ['*', false],
  ])('%s is taken as an origin: %s', (value, expected) => {
    expect(accepts('UploadOrigins', value)).toBe(expected);
  });
});
