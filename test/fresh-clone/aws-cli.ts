import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import type { DescribeRecordOutput } from '@aws-sdk/client-service-catalog';
import { programOf } from '../tools/left-out';
import { awsCli as AWS_CLI } from '../tools/tools';
import { type Ended, run } from './processes';

/** The AWS CLI as it is installed, its every call sent to a sandbox. */
export interface AwsCli {
  /** Runs one command that must succeed; its answer, in the shape of the operation's output. */
  call<Output>(...args: readonly string[]): Promise<Output>;
  /** Runs one command that AWS must refuse; what the CLI says on standard error. */
  refused(...args: readonly string[]): Promise<string>;
  /** Asks for a record until it has ended. */
  endOfRecord(recordId: string | undefined): Promise<DescribeRecordOutput>;
}

/**
 * @param endpoint of the sandbox; given as an option, since the CLI reads `AWS_ENDPOINT_URL` only from version 2.13 on
 * @param env dummy credentials and a region, nothing of this machine's configuration
 */
export function awsCli(endpoint: string, env: NodeJS.ProcessEnv): AwsCli {
  const program = programOf(AWS_CLI);
  const start = (args: readonly string[]): Promise<Ended> =>
    run(program, ['--endpoint-url', endpoint, '--output', 'json', '--no-cli-pager', ...args], { cwd: '/', env });
  const call = async <Output>(...args: readonly string[]): Promise<Output> => {
    const { code, stdout, stderr } = await start(args);
    assert.equal(code, 0, `aws ${args.join(' ')}: ${stderr}`);
    return JSON.parse(stdout);
  };
  return {
    call,
    refused: async (...args) => {
      const { code, stdout, stderr } = await start(args);
      // https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html
      assert.equal(code, 254, `aws ${args.join(' ')} must be refused, but: ${stdout}${stderr}`);
      return stderr.trim();
    },
    endOfRecord: async (recordId) => {
      for (;;) {
        const answer = await call<DescribeRecordOutput>('servicecatalog', 'describe-record', '--id', recordId ?? '');
        if (!/^(CREATED|IN_PROGRESS|IN_PROGRESS_IN_ERROR)$/.test(answer.RecordDetail?.Status ?? '')) return answer;
        await pause(200);
      }
    },
  };
}
