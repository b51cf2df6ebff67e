import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appParameters } from '../../../../products/app/parameters';
import { readDeployment } from '../../../../products/delivery/deploy/deployment.codebuild';
import { needing } from '../../../tools/needing';
import { bash } from '../../../tools/tools';
import { BuildMachine } from '../buildspec';

const { test } = needing(bash);

const uri = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/bellyfed-one-web-51af3dc0';
const digest = `sha256:${'0a'.repeat(32)}`;
const variables = { COMMIT: 'abc123', REPOSITORY: 'web', REPOSITORY_URI: uri, REGISTRY: uri.split('/')[0] ?? '' };

/** A build machine whose registry has the image already, or gets it from `docker push`. */
function machine({ isPushed = false, docker = 'true' } = {}): BuildMachine {
  const build = new BuildMachine();
  build.write('Dockerfile', 'FROM scratch\n');
  if (isPushed) build.write('pushed', '');
  build.install('docker', `[ "$1" != push ] || touch "${build.folder}/pushed"; [ "$1" != login ] || cat; ${docker}`);
  build.install(
    'aws',
    `case "$2" in
      get-login-password) echo password ;;
      describe-images) [ -e "${build.folder}/pushed" ] && echo ${digest} || { echo ImageNotFoundException; exit 254; } ;;
    esac`,
  );
  return build;
}

const read = ({ folder }: BuildMachine, name: string) => readFileSync(join(folder, name), 'utf8');

test('the image is built for x86-64, pushed by its commit, and deployed by its digest', async () => {
  const build = machine();
  expect(await build.run('FrontendImage', variables)).toMatchObject({ code: 0 });
  const calls = read(build, 'calls').split('\n');
  expect(calls).toContain(`docker login --username AWS --password-stdin ${variables.REGISTRY}`);
  expect(calls).toContain(`docker build --platform linux/amd64 --tag ${uri}:abc123 .`);
  expect(calls).toContain(`docker push ${uri}:abc123`);
  expect(readDeployment(read(build, 'deployment.json'))).toEqual([
    { tier: 'app', version: undefined, parameters: { Image: `${uri}@${digest}` } },
  ]);
  expect(`${uri}@${digest}`).toMatch(new RegExp(appParameters.Application.Image.allowedPattern));
});

test('a commit that was pushed before is deployed again, not built', async () => {
  const build = machine({ isPushed: true });
  expect(await build.run('FrontendImage', variables)).toMatchObject({ code: 0 });
  expect(read(build, 'calls')).not.toContain('docker build');
  expect(read(build, 'deployment.json')).toContain(digest);
});

test('a build that fails ends the run, and nothing is deployed', async () => {
  const build = machine({ docker: '[ "$1" != build ]' });
  expect((await build.run('FrontendImage', variables)).code).not.toBe(0);
  expect(() => read(build, 'deployment.json')).toThrow('ENOENT');
});

test('a repository without a Dockerfile is told so', async () => {
  const { code, output } = await new BuildMachine().run('FrontendImage', variables);
  expect([code, output]).toEqual([1, 'The repository must have a Dockerfile at its root.\n']);
});
