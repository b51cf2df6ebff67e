import { CatalogError } from '../errors';

/** Kind of a Proton template: an environment that others run in, or a service that runs in one. */
export type TemplateKind = 'environment' | 'service';

/** One text file, by its path below the folder that it is written to. */
export interface BundleFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A Proton template with one bundle, in the layout of a repository that Proton syncs from: `<template>/v<major>/…` is
 * the bundle, what lies beside it is for people.
 *
 * @see https://docs.aws.amazon.com/proton/latest/userguide/create-template-sync.html
 */
export interface Bundle {
  /** Name of the Proton template: `bellyfed-network`. */
  readonly templateName: string;
  readonly kind: TemplateKind;
  /** Title for people: name and version of the product. */
  readonly title: string;
  /** The environment templates that a service template is compatible with. */
  readonly compatible: readonly CompatibleEnvironment[];
  /** Path of the bundle itself among the files: `bellyfed-network/v1`. */
  readonly folder: string;
  readonly files: readonly BundleFile[];
}

/** An environment template that a service template is compatible with. */
export interface CompatibleEnvironment {
  readonly templateName: string;
  readonly majorVersion: number;
}

/** Folder in which a bundle keeps its CloudFormation template and manifest, by kind. */
export const infrastructureFolder: Readonly<Record<TemplateKind, string>> = {
  environment: 'infrastructure',
  service: 'instance_infrastructure',
};

/** The name under which Jinja finds the inputs of a bundle of a kind. */
export const inputNamespace: Readonly<Record<TemplateKind, string>> = {
  environment: 'environment.inputs',
  service: 'service_instance.inputs',
};

/**
 * Bytes that a bundle, its schema and any other file may have.
 *
 * @see https://docs.aws.amazon.com/proton/latest/userguide/ag-limits.html
 */
export const bundleQuotas = { bundle: 5_000_000, schema: 50_000, file: 200_000 } as const;

/**
 * Makes sure that a bundle is no larger than Proton takes.
 *
 * @param files of the bundle itself
 * @throws `CatalogError` `bundle-too-large` with every quota that is exceeded
 */
export function checkQuotas(name: string, files: readonly BundleFile[]): void {
  const sizes = files.map(({ path, text }) => {
    const quota = path.endsWith('schema/schema.yaml') ? bundleQuotas.schema : bundleQuotas.file;
    return { what: path, bytes: Buffer.byteLength(text), quota };
  });
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const exceeded = [...sizes, { what: 'the whole bundle', bytes: total, quota: bundleQuotas.bundle }]
    .filter(({ bytes, quota }) => bytes > quota)
    .map(({ what, bytes, quota }) => `${what} has ${bytes} bytes, more than the ${quota} that Proton takes`);
  if (exceeded.length > 0) throw new CatalogError('bundle-too-large', `${name}: ${exceeded.join('; ')}.`);
}
