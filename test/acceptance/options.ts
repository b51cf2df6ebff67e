import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { PlaceOptions } from './place';

/** Options of a run. */
export interface RunOptions extends PlaceOptions {
  /** Part of the run that is meant. @default - probes, and then the whole */
  readonly only?: 'probes' | 'whole' | 'removal';
  /** Id of the account, where nobody is there to type it. */
  readonly account?: string;
  /** Profile of a second account, that portfolios are shared with. */
  readonly secondProfile?: string;
  /** Whether probes that take long are made too. */
  readonly long: boolean;
  /** Run whose things are taken away, where this machine doesn't remember it. */
  readonly run?: string;
  /** Folder of the reports, and of what is remembered of a run that hasn't ended. */
  readonly report: string;
}

/** Options out of what was typed. Prints help, or what is wrong, and ends the process where nothing else is meant. */
export function readOptions(args: readonly string[]): RunOptions {
  return new Command('npm run acceptance --')
    .description('try on an AWS account what this project assumes of AWS, and take away what was made for it')
    .addOption(new Option('--only <part>', 'part of the run').choices(['probes', 'whole', 'removal']))
    .option('--account <id>', "the account's id, where nobody is there to type it")
    .option('--region <region>', 'region; also AWS_REGION')
    .option('--profile <name>', 'profile of the AWS configuration')
    .option('--endpoint-url <url>', 'call this endpoint (a sandbox) instead of AWS; also AWS_ENDPOINT_URL')
    .option('--second-profile <name>', 'profile of a second account, to share with')
    .option('--long', 'make the probes too that take more than an hour', false)
    .option('--run <id>', 'run whose things are taken away, where this machine does not remember it')
    .option('--report <folder>', 'folder of the reports', join(resolve(__dirname, '../..'), '.acceptance'))
    .parse(args, { from: 'user' })
    .opts<RunOptions>();
}
