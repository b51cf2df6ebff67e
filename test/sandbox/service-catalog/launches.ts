import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  type DescribeRecordOutput,
  type ProvisionedProductDetail,
  ProvisionProductCommand,
  type ProvisionProductInput,
  TerminateProvisionedProductCommand,
  type TerminateProvisionedProductInput,
  UpdateProvisionedProductCommand,
  type UpdateProvisionedProductInput,
} from '@aws-sdk/client-service-catalog';
import type { FaultSettings } from '../../../sandbox/kernel/faults';
import { type TestCatalog, text } from './with-catalog';

/** Launches, and what becomes of them, in a test's catalog. */
export class Launches {
  private readonly stacks: CloudFormationClient;

  constructor(private readonly catalog: TestCatalog) {
    this.stacks = new CloudFormationClient(catalog.sandbox.client(catalog.accountId));
  }

  /** Launches, and waits for the record's end. */
  async provision(input: Omit<ProvisionProductInput, 'ProvisionedProductName'> & { name: string }) {
    const { name, ...request } = input;
    const command = new ProvisionProductCommand({ ...request, ProvisionedProductName: name });
    const { RecordDetail: record } = await this.catalog.client.send(command);
    return this.ended(text(record?.RecordId));
  }

  /** Updates, and waits for the record's end. */
  async update(input: UpdateProvisionedProductInput): Promise<DescribeRecordOutput> {
    const { RecordDetail: record } = await this.catalog.client.send(new UpdateProvisionedProductCommand(input));
    return this.ended(text(record?.RecordId));
  }

  /** Terminates, and waits for the record's end. */
  async terminate(input: TerminateProvisionedProductInput): Promise<DescribeRecordOutput> {
    const { RecordDetail: record } = await this.catalog.client.send(new TerminateProvisionedProductCommand(input));
    return this.ended(text(record?.RecordId));
  }

  /** A record once it has succeeded or failed; the time-out of the test ends the waiting. */
  async ended(Id: string): Promise<DescribeRecordOutput> {
    for (;;) {
      const answer = await this.catalog.client.send(new DescribeRecordCommand({ Id }));
      if (/SUCCEEDED|FAILED/.test(answer.RecordDetail?.Status ?? '')) return answer;
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** A provisioned product by its name. */
  async detail(Name: string): Promise<ProvisionedProductDetail> {
    const answer = await this.catalog.client.send(new DescribeProvisionedProductCommand({ Name }));
    return answer.ProvisionedProductDetail ?? {};
  }

  /** The stack of a provisioned product, by the provisioned product's id. */
  async stack(provisionedProductId: string | undefined): Promise<Stack> {
    const StackName = `SC-${this.catalog.accountId}-${provisionedProductId}`;
    const { Stacks: [stack] = [] } = await this.stacks.send(new DescribeStacksCommand({ StackName }));
    return stack as Stack;
  }

  /** Why resources of a stack failed. */
  async failures(provisionedProductId: string | undefined): Promise<(string | undefined)[]> {
    const StackName = `SC-${this.catalog.accountId}-${provisionedProductId}`;
    const { StackEvents: events = [] } = await this.stacks.send(new DescribeStackEventsCommand({ StackName }));
    return events
      .filter(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED'))
      .map((event) => event.ResourceStatusReason);
  }

  /** Asks the sandbox for faults; `{}` ends them. */
  async faults(settings: FaultSettings): Promise<void> {
    const request = { method: 'PUT', body: JSON.stringify(settings) };
    const answer = await fetch(`${this.catalog.sandbox.url}/_sandbox/faults`, request);
    if (!answer.ok) throw new Error(await answer.text());
  }
}
