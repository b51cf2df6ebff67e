import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  AssociatePrincipalWithPortfolioCommand,
  AssociateProductWithPortfolioCommand,
  CreatePortfolioCommand,
  CreateProductCommand,
  DeletePortfolioCommand,
  DescribePortfolioCommand,
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  ProvisionProductCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { allStacks, halfMade } from './half-made';
import { clientSettings } from './with-sandbox';

const ACCOUNT = '111111111111';
const BUCKET = 'killed-bucket';

const template = JSON.stringify({
  Parameters: { Name: { Type: 'String' }, Text: { Type: 'String', Default: 'first' } },
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: { 'Fn::Sub': 'role-${Name}' },
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
    Parameter: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: { 'Fn::Sub': '/${Name}/${Role}' }, Type: 'String', Value: { Ref: 'Text' } },
    },
    Topic: { Type: 'AWS::SNS::Topic', DependsOn: 'Parameter' },
  },
  Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] }, Export: { Name: { 'Fn::Sub': 'export-${Name}' } } } },
});

/** Something that the sandbox acknowledged, and how to see whether it is still so. */
interface Fact {
  readonly what: string;
  /** Problem with it; undefined where there is none. */
  check(): Promise<string | undefined>;
}

/** Keeps a sandbox busy, remembers what it acknowledged, and looks for it after a restart. */
export class KillLoad {
  readonly counts = { stacks: 0, objects: 0, launches: 0, interrupted: 0 };
  private readonly facts: Fact[] = [];
  private checked = 0;
  private settings = clientSettings('', ACCOUNT, 'us-east-1');
  private product = { ProductId: '', ProvisioningArtifactId: '', PathId: undefined as string | undefined };

  private s3 = new S3Client(this.settings);
  private iam = new IAMClient(this.settings);
  private ssm = new SSMClient(this.settings);
  private cloudformation = new CloudFormationClient(this.settings);
  private catalog = new ServiceCatalogClient(this.settings);

  /** Moves to where the sandbox listens from now on. */
  endpoint(url: string): void {
    this.settings = clientSettings(url, ACCOUNT, 'us-east-1');
    this.s3 = new S3Client(this.settings);
    this.iam = new IAMClient(this.settings);
    this.ssm = new SSMClient(this.settings);
    this.cloudformation = new CloudFormationClient(this.settings);
    this.catalog = new ServiceCatalogClient(this.settings);
  }

  /** Sets how long each step of a stack takes, so that kills fall between steps. */
  async setStepTime(stackStepMs: number): Promise<void> {
    const body = JSON.stringify({ stackStepMs });
    await fetch(`${this.settings.endpoint}/_sandbox/faults`, { method: 'PUT', body });
  }

  /** Makes what the load needs: a bucket, and a product that can be launched. */
  async prepare(): Promise<void> {
    await this.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await this.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'template.json', Body: template }));
    const { ProductViewDetail, ProvisioningArtifactDetail } = await this.catalog.send(
      new CreateProductCommand({
        Name: 'killed',
        Owner: 'test',
        ProductType: 'CLOUD_FORMATION_TEMPLATE',
        IdempotencyToken: 'killed',
        ProvisioningArtifactParameters: {
          Name: '1.0.0',
          Type: 'CLOUD_FORMATION_TEMPLATE',
          Info: { LoadTemplateFromURL: `https://s3.us-east-1.amazonaws.com/${BUCKET}/template.json` },
        },
      }),
    );
    const portfolio = await this.catalog.send(
      new CreatePortfolioCommand({ DisplayName: 'killed', ProviderName: 'test', IdempotencyToken: 'killed' }),
    );
    const PortfolioId = portfolio.PortfolioDetail?.Id;
    const ProductId = ProductViewDetail?.ProductViewSummary?.ProductId ?? '';
    await this.catalog.send(new AssociateProductWithPortfolioCommand({ PortfolioId, ProductId }));
    const PrincipalARN = `arn:aws:iam::${ACCOUNT}:role/BellyfedPlatformEngineer`;
    await this.catalog.send(
      new AssociatePrincipalWithPortfolioCommand({ PortfolioId, PrincipalARN, PrincipalType: 'IAM' }),
    );
    this.product = { ProductId, ProvisioningArtifactId: ProvisioningArtifactDetail?.Id ?? '', PathId: undefined };
  }

  /** Calls until the sandbox answers no more. */
  async run(round: number): Promise<void> {
    const jobs = [this.stacks, this.stacks, this.objects, this.parameters, this.portfolios, this.launches];
    await Promise.all(jobs.map((job, index) => this.repeat(`${round}-${index}`, job.bind(this))));
  }

  private async repeat(prefix: string, job: (name: string) => Promise<void>): Promise<void> {
    for (let number = 0; ; number += 1) {
      try {
        await job(`k${prefix}-${number}`);
      } catch (error) {
        if (!isLost(error)) throw error;
        this.counts.interrupted += 1;
        return;
      }
    }
  }

  private async objects(name: string): Promise<void> {
    const Body = randomBytes(50_000);
    const digest = createHash('md5').update(Body).digest('hex');
    await this.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: name, Body }));
    this.counts.objects += 1;
    this.know(`object ${name}`, async () => {
      const { Body: found } = await this.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: name }));
      const bytes = (await found?.transformToByteArray()) ?? new Uint8Array();
      return createHash('md5').update(bytes).digest('hex') === digest ? undefined : 'has another body';
    });
  }

  private async parameters(name: string): Promise<void> {
    await this.ssm.send(new PutParameterCommand({ Name: name, Type: 'String', Value: name }));
    this.know(`parameter ${name}`, async () => {
      const { Parameter } = await this.ssm.send(new GetParameterCommand({ Name: name }));
      return Parameter?.Value === name ? undefined : `has the value ${Parameter?.Value}`;
    });
  }

  /** A portfolio is made and deleted again: an account may have a hundred. */
  private async portfolios(name: string): Promise<void> {
    const input = { DisplayName: name, ProviderName: 'test', IdempotencyToken: name };
    const { PortfolioDetail } = await this.catalog.send(new CreatePortfolioCommand(input));
    const Id = PortfolioDetail?.Id;
    let allowed: readonly (string | undefined)[] = [name];
    this.know(`portfolio ${name}`, async () => {
      const found = await this.catalog.send(new DescribePortfolioCommand({ Id })).then(
        (answer) => answer.PortfolioDetail?.DisplayName,
        (error: Error) => (error.name === 'ResourceNotFoundException' ? undefined : error.message),
      );
      return allowed.includes(found) ? undefined : `is ${found}, not one of ${allowed}`;
    });
    // From here until the answer the deletion may have happened or not.
    allowed = [name, undefined];
    await this.catalog.send(new DeletePortfolioCommand({ Id }));
    allowed = [undefined];
  }

  /** A stack is made; every second one is then updated, every third one deleted. */
  private async stacks(name: string): Promise<void> {
    const StackName = name;
    const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
    const Parameters = [{ ParameterKey: 'Name', ParameterValue: name }];
    const number = this.counts.stacks;
    this.counts.stacks += 1;
    const input = { StackName, TemplateBody: template, Capabilities };
    await this.cloudformation.send(new CreateStackCommand({ ...input, Parameters }));
    const expected = { text: 'first', gone: false };
    this.know(`stack ${name}`, () => this.stackProblem(name, expected));
    if (number % 2 === 0) {
      await this.finished(name);
      const changed = [...Parameters, { ParameterKey: 'Text', ParameterValue: 'second' }];
      await this.cloudformation.send(new UpdateStackCommand({ ...input, Parameters: changed }));
      expected.text = 'second';
    }
    if (number % 3 === 0) {
      await this.finished(name);
      await this.cloudformation.send(new DeleteStackCommand({ StackName }));
      expected.gone = true;
    }
  }

  private async launches(name: string): Promise<void> {
    const { RecordDetail } = await this.catalog.send(
      new ProvisionProductCommand({
        ...this.product,
        ProvisionedProductName: name,
        ProvisioningParameters: [{ Key: 'Name', Value: name }],
        ProvisionToken: name,
      }),
    );
    this.counts.launches += 1;
    this.know(`launch ${name}`, async () => {
      const status = async () => {
        const { RecordDetail: record } = await this.catalog.send(
          new DescribeRecordCommand({ Id: RecordDetail?.RecordId }),
        );
        return record?.Status ?? '';
      };
      const ended = await until(status, (each) => each !== 'CREATED' && each !== 'IN_PROGRESS');
      if (ended !== 'SUCCEEDED') return `has the record status ${ended}`;
      const found = await this.catalog.send(
        new DescribeProvisionedProductCommand({ Id: RecordDetail?.ProvisionedProductId }),
      );
      const state = found.ProvisionedProductDetail?.Status;
      return state === 'AVAILABLE' ? undefined : `has the status ${state}`;
    });
  }

  /** Waits until that much more is acknowledged: kills are spread over the work, however fast the machine is. */
  async acknowledged(more: number): Promise<void> {
    const enough = this.facts.length + more;
    await until(
      async () => this.facts.length,
      (count) => count >= enough,
      2,
    );
  }

  /** Loss of what was acknowledged: since the last look, or ever. */
  async missing(which: 'new' | 'all'): Promise<string[]> {
    const facts = which === 'all' ? this.facts : this.facts.slice(this.checked);
    this.checked = this.facts.length;
    const problems = await Promise.all(
      facts.map(async ({ what, check }) => {
        const problem = await check().catch((error: Error) => `${error.name}: ${error.message}`);
        return problem === undefined ? [] : [`${what}: ${problem}`];
      }),
    );
    return problems.flat();
  }

  /** See {@link halfMade}. */
  halfMade(): Promise<string[]> {
    return halfMade({ cloudformation: this.cloudformation, iam: this.iam, catalog: this.catalog });
  }

  /** Waits until no stack is on its way. */
  async settle(): Promise<void> {
    const moving = async () =>
      (await allStacks(this.cloudformation)).filter(({ status }) => status.endsWith('_IN_PROGRESS')).length;
    await until(moving, (count) => count === 0);
  }

  /** Waits for a stack to end what it does; gives its status, or undefined where there is none. */
  private async finished(StackName: string): Promise<string | undefined> {
    const status = async () => {
      try {
        const { Stacks } = await this.cloudformation.send(new DescribeStacksCommand({ StackName }));
        return Stacks?.[0]?.StackStatus;
      } catch (error) {
        if ((error as Error).name === 'ValidationError') return undefined;
        throw error;
      }
    };
    return until(status, (each) => !each?.endsWith('_IN_PROGRESS'));
  }

  private async stackProblem(
    name: string,
    { text, gone }: { readonly text: string; readonly gone: boolean },
  ): Promise<string | undefined> {
    const status = await this.finished(name);
    if (gone) return status === undefined ? undefined : `was deleted, and is ${status}`;
    // What was asked for and never answered may have happened: the deletion of a stack that was to be deleted.
    if (status === undefined) return (await this.exists(name)) ? 'is deleted, and its role is there' : undefined;
    if (!/^(CREATE|UPDATE)_COMPLETE$/.test(status)) return `is ${status}`;
    const { StackResources = [] } = await this.cloudformation.send(
      new DescribeStackResourcesCommand({ StackName: name }),
    );
    const unmade = StackResources.filter(
      ({ ResourceStatus }) => !/^(CREATE|UPDATE)_COMPLETE$/.test(ResourceStatus ?? ''),
    );
    if (StackResources.length !== 3 || unmade.length > 0) return `has the resources ${JSON.stringify(StackResources)}`;
    if (!(await this.exists(name))) return 'has no role';
    const { Parameter } = await this.ssm.send(new GetParameterCommand({ Name: `/${name}/role-${name}` }));
    // An update that was never answered may have happened too.
    const values = text === 'first' ? ['first', 'second'] : [text];
    return values.includes(Parameter?.Value ?? '') ? undefined : `has the parameter ${Parameter?.Value}`;
  }

  private async exists(name: string): Promise<boolean> {
    try {
      await this.iam.send(new GetRoleCommand({ RoleName: `role-${name}` }));
      return true;
    } catch (error) {
      if ((error as Error).name === 'NoSuchEntityException') return false;
      throw error;
    }
  }

  private know(what: string, check: () => Promise<string | undefined>): void {
    this.facts.push({ what, check });
  }
}

/** Whether an error says that the sandbox is gone, rather than that it refused. */
function isLost(error: unknown): boolean {
  const { code = '', message = '', name = '' } = error as { code?: string; message?: string; name?: string };
  return /ECONNRESET|ECONNREFUSED|EPIPE|TimeoutError|socket hang up|aborted/.test(`${name} ${code} ${message}`);
}

/** Asks again, after so many milliseconds, until the answer is as it must be. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean, pause = 20): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await wait(pause);
  }
}
