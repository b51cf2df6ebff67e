import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPacked } from '../scripts/pack-compare/installed';
import { type Measurement, median, ratio } from './measurement';

const RUNS = 10;

/** Number of the resources of each template. */
const RESOURCES = 50;

/** Preloaded module by which a process says what processor time it took, its start and its threads included, in seconds. */
const TELLING = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(\`\${(user + system) / 1e6}\\n\`);
});`;

/**
 * Processor time of the packed command, user and system, for two templates of fifty resources, against that of loading AWS's
 * resource database and nothing else: neither a busy machine nor a slow disk counts.
 */
export async function measurePackedComparison(): Promise<Measurement[]> {
  const { folder, package: installed } = await installPacked();
  try {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return name;
    };
    const telling = write('telling.cjs', TELLING);
    const files = [write('old.json', JSON.stringify(template(0))), write('new.json', JSON.stringify(template(1)))];
    const commands = {
      compare: [join(installed, 'lib', 'compare', 'index.cjs'), ...files],
      load: ['-e', 'require("@aws-cdk/aws-service-spec").loadAwsServiceSpecSync()'],
    };
    const seconds = { compare: [] as number[], load: [] as number[] };
    for (let turn = 0; turn <= RUNS; turn += 1) {
      for (const name of ['compare', 'load'] as const) {
        const taken = processorTime(['-r', join(folder, telling), ...commands[name]], folder);
        // The first turn fills the system's caches of the files.
        if (turn > 0) seconds[name].push(taken);
      }
    }
    const [ours, base] = [median(seconds.compare), median(seconds.load)];
    return [
      { name: `processor time of the packed command, ${RESOURCES} resources`, value: ours * 1000, unit: 'ms' },
      { name: 'processor time of loading the resource database', value: base * 1000, unit: 'ms' },
      ratio('the packed command against loading the database', ours, base, 1.3),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function processorTime(args: readonly string[], cwd: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  const isCompared = stdout === '' || stdout.includes('R2.MemorySize');
  if (status !== 0 || !isCompared) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return Number(stderr);
}

/** A template that asks for many types, and differs from another of its kind in every second resource. */
function template(version: number): unknown {
  const makers = [
    () => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: `bucket-${version}` } }),
    () => ({
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] }, MaxSessionDuration: 3600 },
    }),
    (index: number) => ({
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: 'exports.handler = () => {};' },
        Role: { 'Fn::GetAtt': [`R${index - 1}`, 'Arn'] },
        MemorySize: 128 + version,
      },
    }),
    () => ({ Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30 } }),
    () => ({
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'postgres', DBInstanceClass: 'db.t4g.micro', AllocatedStorage: `${20 + version}` },
    }),
    () => ({ Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'Orders' } }),
    () => ({ Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: `of version ${version}` } }),
    (index: number) => ({
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: `R${index - 2}` }, Protocol: 'sqs' },
    }),
    () => ({ Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 + version } }),
    () => ({ Type: 'AWS::KMS::Key', Properties: { Description: 'of the data' } }),
  ];
  const resources = Array.from({ length: RESOURCES }, (_, index) => [
    `R${index}`,
    makers[index % makers.length]?.(index),
  ]);
  return { Resources: Object.fromEntries(resources) };
}
