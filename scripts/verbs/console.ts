import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { aborted, stopSignal } from '../stop-signal';
import { print, printJson, say } from '../terminal/shell';
import { targetText } from '../terminal/show-events';
import { type JsonOption, jsonOption, type Verb } from '../verb';
import { parsePort } from './sandbox';

interface ConsoleOptions extends AwsOptions, JsonOption {
  readonly port: number;
  readonly allowChanges?: boolean;
}

/** `catalog console`: the catalog in a browser, with the credentials that the command itself would use. */
export const serveConsole: Verb = (program, shell) => {
  withAwsOptions(program.command('console'))
    .summary('look and launch in a browser, from this machine')
    .description(
      'serve the catalog to a browser on this machine, until it is stopped: it shows and plans, and on AWS changes nothing ' +
        'unless told that it may',
    )
    .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', parsePort, 0)
    .option('--allow-changes', 'carry out what somebody has planned and agreed to in the browser')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['Of the account of a profile, to look at', 'console --profile bellyfed'],
        ['To launch in it as well', 'console --profile bellyfed --allow-changes'],
      ),
    )
    .action(async ({ port, allowChanges = false, json, ...options }: ConsoleOptions) => {
      const { awsTarget } = await import('../../operations/aws/aws-target');
      const { buildPage } = await import('../../console/server/build-page');
      const { startConsole } = await import('../../console/server/start-console');
      const stop = stopSignal();
      const [target, page] = await Promise.all([awsTarget(options, shell), buildPage()]);
      const { region, endpoint, isLocal } = target;
      say(shell, targetText({ account: await target.accountId(), region, endpoint }));
      const server = await startConsole({
        ...{ port, page, target, profile: options.profile, project: { root: shell.root } },
        // Nothing that is done in a sandbox can be lost.
        allowsChanges: allowChanges || isLocal,
        onLocked: (link) => say(shell, `The console was idle for an hour. Its new link: ${link}`),
      });
      if (json) printJson(shell, { url: server.url, link: server.link });
      else print(shell, `Console at ${server.link}`);
      await aborted(stop);
      await server.close();
    });
};
