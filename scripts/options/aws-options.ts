import type { Command } from 'commander';

/** Adds the options that say where calls go, as in the AWS CLI: those of `AwsOptions`. */
export function withAwsOptions(command: Command): Command {
  return command
    .option('--endpoint-url <url>', 'call this endpoint (a sandbox) instead of AWS; also AWS_ENDPOINT_URL')
    .option('--profile <name>', 'profile of the AWS configuration')
    .option('--region <region>', 'region; also AWS_REGION');
}
