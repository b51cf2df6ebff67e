import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tool } from './tool';

/** Releases of the linters, which the requirements pin: what they find differs from one to the next. */
const linters = new Map(
  readFileSync(join(__dirname, 'linters-requirements.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line): [string, string] => {
      const [name = '', release = ''] = line.split('==');
      return [name, release];
    }),
);

/** It deploys in builds, and types what `catalog doctor` advises. */
export const awsCli: Tool = {
  name: 'AWS CLI',
  variable: 'AWS_CLI',
  places: ['/usr/bin/aws', '/usr/local/bin/aws'],
  program: 'aws',
  version: ['--version'],
  debian: 'awscli',
};

/**
 * It types the stack set's commands of the guide, which name what AWS added in 2023: an older one, as Debian 12 has it, is passed
 * over. It tells its age by knowing a call of 2024.
 */
export const newerAwsCli: Tool = {
  name: 'AWS CLI of 2024 or later',
  variable: 'NEWER_AWS_CLI',
  places: ['/usr/bin/aws', '/usr/local/bin/aws'],
  program: 'aws',
  version: ['cloudformation', 'create-generated-template', '--generate-cli-skeleton'],
  command: 'test/tools/fetch-aws-cli.sh <folder>',
};

/** It makes the certificates of the search nodes, as it does in their image. */
export const openssl: Tool = {
  name: 'OpenSSL',
  variable: 'OPENSSL_PROGRAM',
  places: ['/usr/bin/openssl', '/usr/local/bin/openssl'],
  program: 'openssl',
  version: ['version'],
  debian: 'openssl',
};

/** The shell of build machines. */
export const bash: Tool = {
  name: 'Bash',
  variable: 'BASH_PROGRAM',
  places: ['/bin/bash', '/usr/bin/bash'],
  program: 'bash',
  version: ['--version'],
  debian: 'bash',
};

/** It packs bundles, as people do. */
export const tar: Tool = {
  name: 'tar',
  variable: 'TAR_PROGRAM',
  places: ['/bin/tar', '/usr/bin/tar'],
  program: 'tar',
  version: ['--version'],
  debian: 'tar',
};

/** It is what the search nodes run. No package of Debian or npm has it; without a data directory it tells its usage and fails. */
export const typesenseServer: Tool = {
  name: 'Typesense',
  variable: 'TYPESENSE_SERVER',
  places: ['/opt/typesense-server', '/usr/bin/typesense-server'],
  program: 'typesense-server',
  version: ['--help'],
  exitCode: 1,
  command: 'test/tools/fetch-typesense.sh <folder>',
};

/** It runs functions as Lambda's runtime does, on the Node.js beside it. npm builds it; without a function it fails. */
export const lambdaRic: Tool = {
  name: 'Lambda runtime interface client',
  variable: 'AWS_LAMBDA_RIC',
  places: [],
  program: 'aws-lambda-ric',
  version: [],
  exitCode: 1,
  command: 'test/tools/fetch-lambda-ric.sh <folder>',
};

/** It answers as DynamoDB and EventBridge do, as another project understands them. It tells its usage, and no version. */
export const motoServer: Tool = {
  name: 'moto server',
  variable: 'MOTO_SERVER',
  places: [],
  program: 'moto_server',
  version: ['--help'],
  command: 'test/tools/fetch-moto.sh <folder>',
};

/** It judges templates as their readers may, by AWS's schemas and rules of its own. */
export const cfnLint: Tool = {
  name: 'cfn-lint',
  variable: 'CFN_LINT_PROGRAM',
  places: [],
  program: 'cfn-lint',
  version: ['--version'],
  release: linters.get('cfn-lint') ?? '',
  command: 'test/tools/fetch-linters.sh <folder>',
};

/** It judges templates as their readers may, by what is thought secure. */
export const checkov: Tool = {
  name: 'checkov',
  variable: 'CHECKOV_PROGRAM',
  places: [],
  program: 'checkov',
  version: ['--version'],
  release: linters.get('checkov') ?? '',
  command: 'test/tools/fetch-linters.sh <folder>',
};

/** It is a browser that real pages attack the sandbox from. */
export const chromium: Tool = {
  name: 'Chromium',
  variable: 'CHROMIUM_PROGRAM',
  places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  program: 'chromium',
  version: ['--version'],
  isDemanded: true,
  debian: 'chromium',
};

/** It starts programs in a namespace of process ids of their own, as containers have one. Without the right to it, it fails. */
export const unshare: Tool = {
  name: 'unshare',
  variable: 'UNSHARE_PROGRAM',
  places: ['/usr/bin/unshare', '/bin/unshare'],
  program: 'unshare',
  version: ['--pid', '--fork', 'true'],
  debian: 'util-linux',
};
