import { randomUUID } from 'node:crypto';
import type * as model from '@aws-sdk/client-service-quotas';
import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import { AwsError } from '../../kernel/aws-error';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { defineTable } from '../../store/store';
import { knownQuotas, type Quota } from './quotas';

/** Values that were raised, by account, region, service and code. */
const raisedQuotas = defineTable<number>('servicequotas/raised');

/** Operations on quotas. */
export const servicequotasOperations = {
  /** https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html */
  GetServiceQuota(input, call) {
    const quota = theQuota(input.ServiceCode, input.QuotaCode);
    return { Quota: answer(quota, applied(quota, call), call) };
  },

  /** https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetAWSDefaultServiceQuota.html */
  GetAWSDefaultServiceQuota(input, call) {
    const quota = theQuota(input.ServiceCode, input.QuotaCode);
    return { Quota: answer(quota, quota.default, call) };
  },

  /** https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html */
  ListServiceQuotas(input, call) {
    const { ServiceCode, QuotaCode } = input;
    const ofService = knownQuotas.filter(({ service }) => service === ServiceCode);
    if (ofService.length === 0) throw noSuchResource();
    const asked = ofService.filter(({ code }) => QuotaCode === undefined || code === QuotaCode);
    const { items, next } = pageOf(asked, ({ code }) => code, {
      token: input.NextToken,
      size: input.MaxResults ?? 100,
      of: `quotas ${ServiceCode}`,
      badToken: () => new AwsError('InvalidPaginationTokenException', 'Invalid NextToken'),
    });
    return { Quotas: items.map((quota) => answer(quota, applied(quota, call), call)), NextToken: next };
  },

  /**
   * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_RequestServiceQuotaIncrease.html: AWS decides in
   * its own time; here whoever asks is given it at once. What can't be raised is an illegal argument; the words are ours.
   */
  RequestServiceQuotaIncrease(input, call) {
    const { DesiredValue = 0 } = input;
    const quota = theQuota(input.ServiceCode, input.QuotaCode);
    if (quota.fixed) {
      throw new AwsError('IllegalArgumentException', `You can't request an increase of the quota ${quota.name}.`);
    }
    if (DesiredValue <= applied(quota, call)) {
      throw new AwsError(
        'IllegalArgumentException',
        'You must provide a quota value greater than the current quota value.',
      );
    }
    call.db.put(raisedQuotas, [call.accountId, call.region, quota.service, quota.code], DesiredValue);
    const { QuotaArn, Unit, GlobalQuota } = answer(quota, DesiredValue, call);
    return {
      RequestedQuota: {
        Id: randomUUID().replaceAll('-', ''),
        ServiceCode: quota.service,
        ServiceName: quota.serviceName,
        QuotaCode: quota.code,
        QuotaName: quota.name,
        DesiredValue,
        Status: 'APPROVED',
        Created: call.now,
        LastUpdated: call.now,
        Requester: JSON.stringify({ accountId: call.accountId, callerArn: call.caller.arn }),
        QuotaArn,
        GlobalQuota,
        Unit,
      },
    };
  },
} satisfies Operations<typeof model>;

function applied({ service, code, default: value }: Quota, { db, accountId, region }: Call): number {
  return db.get(raisedQuotas, [accountId, region, service, code]) ?? value;
}

function theQuota(service: string | undefined, code: string | undefined): Quota {
  const found = knownQuotas.find((quota) => quota.service === service && quota.code === code);
  if (!found) throw noSuchResource();
  return found;
}

function noSuchResource(): AwsError {
  return new AwsError('NoSuchResourceException', 'The request failed because the specified service does not exist.');
}

function answer(quota: Quota, Value: number, { accountId, region }: Call): ServiceQuota {
  return {
    ServiceCode: quota.service,
    ServiceName: quota.serviceName,
    QuotaArn: `arn:aws:servicequotas:${region}:${accountId}:${quota.service}/${quota.code}`,
    QuotaCode: quota.code,
    QuotaName: quota.name,
    Value,
    Unit: 'None',
    Adjustable: quota.fixed !== true,
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}
