/** Settings of an account that are asked for before a launch: its quotas, and API Gateway's role for logs. */
import { APIGateway } from '@aws-sdk/client-api-gateway';
import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { ServiceQuotas } from '@aws-sdk/client-service-quotas';
import { startTestSandbox, type TestSandbox } from './with-sandbox';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox?.stop());

describe('Service Quotas', () => {
  const quotas = (account?: string, region?: string) => new ServiceQuotas(sandbox.client(account, region));
  const vpcs = { ServiceCode: 'vpc', QuotaCode: 'L-F678F1CE' };

  it("answers AWS's default, and what was asked for since, in one account and region", async () => {
    expect(await quotas().getServiceQuota(vpcs)).toMatchObject({ Quota: { QuotaName: 'VPCs per Region', Value: 5 } });
    const { RequestedQuota } = await quotas().requestServiceQuotaIncrease({ ...vpcs, DesiredValue: 12 });
    expect(RequestedQuota).toMatchObject({ Status: 'APPROVED', DesiredValue: 12, QuotaCode: 'L-F678F1CE' });
    expect(await quotas().getServiceQuota(vpcs)).toMatchObject({ Quota: { Value: 12, Adjustable: true } });
    expect(await quotas().getAWSDefaultServiceQuota(vpcs)).toMatchObject({ Quota: { Value: 5 } });
    expect(await quotas('222222222222').getServiceQuota(vpcs)).toMatchObject({ Quota: { Value: 5 } });
    expect(await quotas(undefined, 'eu-west-1').getServiceQuota(vpcs)).toMatchObject({ Quota: { Value: 5 } });
  });

  it("lists a service's quotas, page by page", async () => {
    const first = await quotas().listServiceQuotas({ ServiceCode: 'vpc', MaxResults: 1 });
    const second = await quotas().listServiceQuotas({ ServiceCode: 'vpc', MaxResults: 1, NextToken: first.NextToken });
    const names = [...(first.Quotas ?? []), ...(second.Quotas ?? [])].map(({ QuotaName }) => QuotaName);
    expect(names.sort()).toEqual(['Internet gateways per Region', 'VPCs per Region']);
    expect(second.NextToken).toBeUndefined();
  });

  /** https://docs.aws.amazon.com/general/latest/gr/xray.html */
  it('raises no quota that AWS raises for nobody', async () => {
    const groups = { ServiceCode: 'xray', QuotaCode: 'L-7F259013' };
    expect(await quotas().getServiceQuota(groups)).toMatchObject({ Quota: { Value: 25, Adjustable: false } });
    await expect(quotas().requestServiceQuotaIncrease({ ...groups, DesiredValue: 50 })).rejects.toMatchObject({
      name: 'IllegalArgumentException',
    });
  });

  it('refuses what it does not know, and less than there is', async () => {
    const unknown = { ServiceCode: 'vpc', QuotaCode: 'L-00000000' };
    await expect(quotas().getServiceQuota(unknown)).rejects.toMatchObject({ name: 'NoSuchResourceException' });
    await expect(quotas().listServiceQuotas({ ServiceCode: 'none' })).rejects.toMatchObject({
      name: 'NoSuchResourceException',
    });
    await expect(
      quotas('333333333333').requestServiceQuotaIncrease({ ...vpcs, DesiredValue: 5 }),
    ).rejects.toMatchObject({
      name: 'IllegalArgumentException',
    });
  });
});

describe("API Gateway's account", () => {
  const gateway = () => new APIGateway(sandbox.client());
  const set = (op: 'add' | 'replace', path: string, value: string) =>
    gateway().updateAccount({ patchOperations: [{ op, path, value }] });

  it('has the role for logs that a stack gave it, and keeps it when the stack goes and retains it', async () => {
    expect((await gateway().getAccount({})).cloudwatchRoleArn).toBeUndefined();
    const client = new CloudFormation(sandbox.client());
    const CloudWatchRoleArn = 'arn:aws:iam::000000000000:role/logs';
    const Account = { Type: 'AWS::ApiGateway::Account', DeletionPolicy: 'Retain', Properties: { CloudWatchRoleArn } };
    await client.createStack({ StackName: 'logs', TemplateBody: JSON.stringify({ Resources: { Account } }) });
    const waiting = { client, maxWaitTime: 20, minDelay: 1 };
    await waitUntilStackCreateComplete(waiting, { StackName: 'logs' });
    expect(await gateway().getAccount({})).toMatchObject({ cloudwatchRoleArn: CloudWatchRoleArn });
    await client.deleteStack({ StackName: 'logs' });
    await waitUntilStackDeleteComplete(waiting, { StackName: 'logs' });
    expect(await gateway().getAccount({})).toMatchObject({ cloudwatchRoleArn: CloudWatchRoleArn });
  });

  it('takes another role, and no other change', async () => {
    const value = 'arn:aws:iam::000000000000:role/other';
    expect(await set('replace', '/cloudwatchRoleArn', value)).toMatchObject({ cloudwatchRoleArn: value });
    expect(await gateway().getAccount({})).toMatchObject({ cloudwatchRoleArn: value });
    await expect(set('replace', '/throttleSettings', '1')).rejects.toMatchObject({ name: 'BadRequestException' });
    await expect(set('add', '/cloudwatchRoleArn', value)).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});
