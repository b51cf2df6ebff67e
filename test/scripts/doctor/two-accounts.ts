import { spawn } from 'node:child_process';
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { FindingJson } from '../../../scripts/texts/doctor-text';
import { type SmallProject, smallProject } from '../../operations/publish/small-project';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { programOf } from '../../tools/left-out';
import type { Tool } from '../../tools/tool';
import { awsCli } from '../../tools/tools';
import { addInspector } from '../receiving-account';
import { type Run, runCatalog } from '../run-catalog';

export const HUB = '111111111111';
export const SPOKE = '222222222222';

/** Whoever launches in the receiving account. */
export const DEVELOPER = 'BellyfedDeveloper-web';

/** A role of the receiving account that the hub's administrators may assume. */
export const INSPECTOR = `arn:aws:iam::${SPOKE}:role/CatalogInspector`;

/** A hub that shares with one account, and that account, all as it should be. */
export class TwoAccounts {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly project: SmallProject,
    readonly portfolioId: string,
  ) {}

  static async start(): Promise<TwoAccounts> {
    const project = smallProject();
    project.release({ '1.0.0': 'active' });
    project.configure({ hub: { account: HUB }, developers: { accounts: [SPOKE] } });
    const sandbox = await startTestSandbox();
    const published = await new TwoAccounts(sandbox, project, '').catalog(HUB, 'publish');
    if (published.code !== 0) throw new Error(published.stderr);
    const { PortfolioDetails = [] } = await new ServiceCatalog(sandbox.client(HUB)).listPortfolios({});
    const developers = PortfolioDetails.find(({ DisplayName }) => DisplayName === 'Bellyfed Developers');
    const accounts = new TwoAccounts(sandbox, project, developers?.Id ?? '');
    await accounts.deploySpoke();
    await accounts.addRoles();
    return accounts;
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
    this.project.remove();
  }

  /** Runs `catalog` with the credentials of an account. */
  catalog(account: string, ...args: string[]): Promise<Run> {
    const credentials = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'none' };
    jest.replaceProperty(process, 'env', { ...process.env, ...credentials });
    return runCatalog(args, { root: this.project.root, env: { ...process.env, AWS_ENDPOINT_URL: this.sandbox.url } });
  }

  /** Findings of the doctor when the hub's administrator asks about the developer. */
  async fromHub(...args: string[]): Promise<FindingJson[]> {
    const whose = ['--role-arn', INSPECTOR, '--principal', DEVELOPER];
    return JSON.parse((await this.catalog(HUB, 'doctor', ...whose, '--product', 'network', '--json', ...args)).stdout);
  }

  /** Findings of the doctor when the hub's administrator can't look into the other account. */
  async fromHubAlone(...args: string[]): Promise<FindingJson[]> {
    return JSON.parse((await this.catalog(HUB, 'doctor', '--product', 'network', '--json', ...args)).stdout);
  }

  /** Findings of the doctor when the receiving account's administrator asks about the developer. */
  async fromSpoke(...args: string[]): Promise<FindingJson[]> {
    const whose = ['--principal', DEVELOPER];
    return JSON.parse(
      (await this.catalog(SPOKE, 'doctor', ...whose, '--product', 'network', '--json', ...args)).stdout,
    );
  }

  /** Types a remedy into a shell, its gap filled in, in the project's folder and with the credentials that it names. */
  type({ remedy = '', account = '' }: FindingJson, cli: Tool = awsCli): Promise<void> {
    const { url } = this.sandbox;
    // A CLI from before 2023 doesn't know AWS_ENDPOINT_URL.
    const command = remedy
      .replaceAll(/(^|&& )aws /g, `$1'${programOf(cli)}' --endpoint-url ${url} `)
      .replace("'<a bucket of that account>'", `spoke-${account}`);
    const { PATH, HOME } = process.env;
    const child = spawn('sh', ['-c', command], {
      cwd: this.project.root,
      env: { PATH, HOME, AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'none', CI: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    return new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => (code === 0 ? done() : fail(new Error(`${command}\n${output}`))));
    });
  }

  private async deploySpoke(): Promise<void> {
    const { stdout } = await this.catalog(HUB, 'spoke');
    const settings = this.sandbox.client(SPOKE);
    const s3 = new S3(settings);
    const Bucket = `spoke-${SPOKE}`;
    await s3.createBucket({ Bucket });
    await s3.putObject({ Bucket, Key: 'spoke.json', Body: stdout });
    const client = new CloudFormation(settings);
    await client.createStack({
      StackName: 'BellyfedCatalogSpoke',
      TemplateURL: `https://s3.us-east-1.amazonaws.com/${Bucket}/spoke.json`,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: [
        { ParameterKey: 'HubAccount', ParameterValue: HUB },
        { ParameterKey: 'DevelopersPortfolioId', ParameterValue: this.portfolioId },
      ],
    });
    const waiting = { client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
    await waitUntilStackCreateComplete(waiting, { StackName: 'BellyfedCatalogSpoke' });
  }

  /** Lets the hub's administrators look into an account. */
  async admitInspector(account: string): Promise<void> {
    await addInspector(this.sandbox, account, 'CatalogInspector', HUB);
  }

  private async addRoles(): Promise<void> {
    const iam = new IAM(this.sandbox.client(SPOKE));
    await iam.createRole({ RoleName: DEVELOPER, AssumeRolePolicyDocument: trust(SPOKE) });
    const may = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'servicecatalog:*', Resource: '*' }] };
    await iam.putRolePolicy({ RoleName: DEVELOPER, PolicyName: 'Launch', PolicyDocument: JSON.stringify(may) });
    await this.admitInspector(SPOKE);
  }
}

/** A trust policy for everybody in an account. */
function trust(account: string): string {
  const principal = { AWS: `arn:aws:iam::${account}:root` };
  const Statement = [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
