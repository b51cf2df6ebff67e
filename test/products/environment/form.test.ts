import { environment } from '../../../products/environment/product';
import { refusals } from '../../catalog/product/evaluated';
import { type Answers, prodAnswers } from './launch';

const refused = (answers: Answers) =>
  refusals(environment, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });
const without = (name: string): Answers => ({ ...prodAnswers, [name]: '' });

const domain =
  'staging and prod serve over TLS from the first launch: type DomainName, and as HostedZoneId a zone that answers for it.';
const watched = 'Somebody must hear of an alarm in prod: choose yes for ObservabilityTier, and type AlarmEmail.';

describe('the rules of the form', () => {
  it.each(['dev', 'test'])('ask for nothing more in %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType })).toEqual([]);
  });

  it.each(['staging', 'prod'])('ask for a domain and its zone in %s', (EnvironmentType) => {
    expect(refused({ ...prodAnswers, EnvironmentType })).toEqual([]);
    expect(refused({ ...without('HostedZoneId'), EnvironmentType })).toEqual([domain]);
    expect(refused({ ...without('HostedZoneId'), DomainName: '', EnvironmentType })).toEqual([domain]);
  });

  it('ask in prod, and only there, for alarms that somebody hears of', () => {
    expect(refused(without('AlarmEmail'))).toEqual([watched]);
    expect(refused({ ...without('AlarmEmail'), ObservabilityTier: 'no' })).toEqual([watched]);
    expect(refused({ ...without('AlarmEmail'), EnvironmentType: 'staging' })).toEqual([]);
  });

  it('refuse an address for alarms that nothing raises', () => {
    expect(refused({ AlarmEmail: 'on-call@example.com', ObservabilityTier: 'no' })).toEqual([
      'Alarms are part of the observability tier: choose yes for ObservabilityTier, or leave AlarmEmail empty.',
    ]);
  });

  it.each([
    [{ HostedZoneId: 'Z0123456789ABCDEFGHIJ' }, 'A hosted zone answers for a domain'],
    [{ DomainDelegated: 'yes' }, 'Only a domain can be delegated'],
    [{ Subdomain: 'www' }, 'A name below the domain needs the domain'],
  ])('refuse %j without a domain', (answers, words) => {
    expect(refused(answers)).toEqual([expect.stringContaining(words)]);
    expect(refused({ ...answers, DomainName: 'example.com' })).toEqual([]);
  });

  it.each([
    [{ MinTasks: '3', MaxTasks: '1' }, 'With at least 3 tasks, MaxTasks must be 3 or more.'],
    [{ MinTasks: '3' }, 'With at least 3 tasks, MaxTasks must be 3 or more.'],
    [{ DatabaseMinCapacity: '4' }, 'DatabaseMaxCapacity must be at least 4, as DatabaseMinCapacity is.'],
  ])('refuse with %j what a tier would refuse after the first ones are there', (answers, words) => {
    expect(refused(answers)).toEqual([words]);
    expect(refused({ ...answers, MaxTasks: '10', DatabaseMaxCapacity: '8' })).toEqual([]);
  });

  it('refuse small search nodes where users search', () => {
    expect(refused({ NodeMemory: '1' })).toEqual([]);
    expect(refused({ ...prodAnswers, NodeMemory: '1' })).toEqual([expect.stringContaining('two vCPU')]);
  });

  it.each(['dev', 'test'])('let %s use the network and data of another environment', (EnvironmentType) => {
    expect(refused({ EnvironmentType, BaseEnvironment: 'shared' })).toEqual([]);
    expect(refused({ EnvironmentType, BaseEnvironment: 'shared', Subdomain: 'mine' })).toEqual([]);
  });

  it.each([
    [{ ...prodAnswers, DomainName: '', HostedZoneId: '' }, 'Only dev and test'],
    [{ EnvironmentName: 'shared' }, 'not its own base'],
    [{ DomainName: 'example.com' }, 'The domain is that of the base'],
    [{ CallbackUrls: 'https://example.com/back' }, 'The users are those of the base'],
  ])('refuse a base environment with %j', (answers, words) => {
    expect(refused({ ...answers, BaseEnvironment: 'shared' })).toContainEqual(expect.stringContaining(words));
  });
});
