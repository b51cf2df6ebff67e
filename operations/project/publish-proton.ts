import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { Proton, ServiceTemplateVersionSummary } from '@aws-sdk/client-proton';
import { pack } from 'tar-stream';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import type { Bundle, BundleFile } from '../../catalog/proton';
import { agreementTo, type Planned, planned } from '../agreement';
import { type AwsOptions, chosenEndpoint } from '../aws/client-settings';
import { pages } from '../aws/pages';
import type { OperationContext } from '../context';

/** A bundle that is published. */
export interface PublishedBundle {
  readonly templateName: string;
  /** Proton's version: `1.0`. */
  readonly version: string;
  /** Whether this run published it, or an earlier one had. */
  readonly changed: boolean;
}

/** Milliseconds between two looks at a version that is being registered. */
const PAUSE_MS = 300;

/**
 * Refuses to publish to AWS, which ended Proton on 2026-10-07: only another endpoint can take a bundle.
 *
 * @throws `CatalogError` `proton-ended`
 */
export function refuseAws({ env }: { readonly env: NodeJS.ProcessEnv }, options: AwsOptions): void {
  if (chosenEndpoint(options, env) !== undefined) return;
  throw new DetailedError(
    'proton-ended',
    'AWS ended Proton on 2026-10-07: only another endpoint still speaks its API, as the sandbox does',
    { remedies: [{ do: 'again', options: { 'endpoint-url': '…' }, label: 'Name one' }] },
  );
}

/** A bundle that is about to be published. */
export interface ProtonPlan {
  /** Name of the bucket that it is put into. */
  readonly bucket: string;
  readonly bundle: Bundle;
}

/** Plans to publish a bundle. */
export function planProton({ target }: ProtonContext, plan: ProtonPlan): Planned<ProtonPlan> {
  return planned(plan, agreementTo(target, `Register ${plan.bundle.templateName}?`));
}

type ProtonContext = Pick<OperationContext, 'target'>;

/**
 * Registers and publishes a bundle: the template if there is none, and a version of it unless the same bundle is there.
 * A release's major version is Proton's; what Proton counts as minor are the releases within.
 *
 * @throws `CatalogError` `registration-failed` with what is wrong with the bundle; `missing-major` where earlier major
 *   versions were never published
 */
export async function publishProton(
  { target }: ProtonContext,
  { bucket, bundle }: ProtonPlan,
): Promise<PublishedBundle> {
  const { templateName, kind } = bundle;
  const api = apiOf(await target.proton(), kind, templateName);
  const files = bundle.files
    .filter(({ path }) => path.startsWith(`${bundle.folder}/`))
    .map(({ path, text }) => ({ path: path.slice(bundle.folder.length + 1), text }));
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex');
  const description = `${bundle.title}, sha256 ${hash}`;
  if (!(await exists(api.template))) await api.createTemplate(bundle.title);
  const all = await api.versions();
  const same = all.find((each) => each.description === description && each.status !== 'REGISTRATION_FAILED');
  if (same?.status === 'PUBLISHED') return { templateName, version: versionOf(same), changed: false };
  const created = same ?? (await create());
  const registered = await settled(created);
  if (registered.status !== 'PUBLISHED') await api.publish(registered);
  return { templateName, version: versionOf(registered), changed: true };

  async function create(): Promise<ServiceTemplateVersionSummary> {
    const major = Number(/v(\d+)$/.exec(bundle.folder)?.[1]);
    const majors = new Set(all.map(({ majorVersion }) => Number(majorVersion)));
    const newest = Math.max(0, ...majors);
    if (!majors.has(major) && newest !== major - 1) {
      throw new CatalogError(
        'missing-major',
        `${templateName}: Proton counts major versions itself and is at ${newest}; publish a release of ${newest + 1} before ${major}.`,
      );
    }
    const key = `proton/${templateName}/${hash}.tar.gz`;
    const s3 = await target.s3();
    await s3.putObject({ Bucket: bucket, Key: key, Body: await archive(files) });
    const request = {
      description,
      source: { s3: { bucket, key } },
      ...(majors.has(major) ? { majorVersion: `${major}` } : {}),
    };
    return api.createVersion(request, bundle);
  }

  async function settled(version: ServiceTemplateVersionSummary): Promise<ServiceTemplateVersionSummary> {
    for (;;) {
      const found = await api.version(version);
      if (found.status === 'REGISTRATION_FAILED') {
        throw new CatalogError('registration-failed', `${templateName} ${versionOf(found)}: ${found.statusMessage}`);
      }
      if (found.status === 'DRAFT' || found.status === 'PUBLISHED') return found;
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }
}

function versionOf({
  majorVersion,
  minorVersion,
}: Pick<ServiceTemplateVersionSummary, 'majorVersion' | 'minorVersion'>) {
  return `${majorVersion}.${minorVersion}`;
}

async function exists(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

/** A gzipped tar archive: the same bytes for the same files. */
async function archive(files: readonly BundleFile[]): Promise<Buffer> {
  const tar = pack();
  for (const { path, text } of files) tar.entry({ name: path, mtime: new Date(0) }, text);
  tar.finalize();
  return gzipSync(await buffer(tar));
}

interface VersionRequest {
  readonly description: string;
  readonly source: { readonly s3: { readonly bucket: string; readonly key: string } };
  readonly majorVersion?: string;
}

type VersionId = Pick<ServiceTemplateVersionSummary, 'majorVersion' | 'minorVersion'>;

/** Proton's operations on templates of a kind, which differ in their names only. */
function apiOf(proton: Proton, kind: Bundle['kind'], templateName: string) {
  const id = ({ majorVersion, minorVersion }: VersionId) => ({ templateName, majorVersion, minorVersion });
  const found = (version: ServiceTemplateVersionSummary | undefined) => version as ServiceTemplateVersionSummary;
  if (kind === 'environment') {
    return {
      template: () => proton.getEnvironmentTemplate({ name: templateName }),
      createTemplate: (displayName: string) => proton.createEnvironmentTemplate({ name: templateName, displayName }),
      versions: () =>
        pages(
          async (nextToken) => ofPage(await proton.listEnvironmentTemplateVersions({ templateName, nextToken })),
          'templateVersions',
        ),
      createVersion: async (request: VersionRequest) =>
        found((await proton.createEnvironmentTemplateVersion({ templateName, ...request })).environmentTemplateVersion),
      version: async (version: VersionId) =>
        found((await proton.getEnvironmentTemplateVersion(id(version))).environmentTemplateVersion),
      publish: (version: VersionId) => proton.updateEnvironmentTemplateVersion({ ...id(version), status: 'PUBLISHED' }),
    };
  }
  return {
    template: () => proton.getServiceTemplate({ name: templateName }),
    createTemplate: (displayName: string) =>
      proton.createServiceTemplate({ name: templateName, displayName, pipelineProvisioning: 'CUSTOMER_MANAGED' }),
    versions: () =>
      pages(
        async (nextToken) => ofPage(await proton.listServiceTemplateVersions({ templateName, nextToken })),
        'templateVersions',
      ),
    createVersion: async (request: VersionRequest, { compatible }: Bundle) => {
      const compatibleEnvironmentTemplates = compatible.map((each) => ({
        templateName: each.templateName,
        majorVersion: String(each.majorVersion),
      }));
      const answer = await proton.createServiceTemplateVersion({
        templateName,
        ...request,
        compatibleEnvironmentTemplates,
      });
      return found(answer.serviceTemplateVersion);
    },
    version: async (version: VersionId) =>
      found((await proton.getServiceTemplateVersion(id(version))).serviceTemplateVersion),
    publish: (version: VersionId) => proton.updateServiceTemplateVersion({ ...id(version), status: 'PUBLISHED' }),
  };
}

/** Proton names its token otherwise than Service Catalog. */
function ofPage<Page extends { readonly nextToken?: string }>({ nextToken, ...page }: Page) {
  return { ...page, NextPageToken: nextToken };
}
