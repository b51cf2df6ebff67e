import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { defineContract, defineProduct, type LaunchRoleStatement, type Product } from '../../catalog/product';
import type { Release, ReleaseStatus } from '../../catalog/release';

/** A small product, to publish without depending on those of the registry. */
export function productOf(id: string, launchRole: LaunchRoleStatement[] = []): Product {
  return defineProduct({
    id,
    name: `Bellyfed ${id}`,
    description: `The ${id} of the tests.`,
    owner: 'Owner of the product',
    distributor: 'Distributor of the product',
    support: {
      email: 'product@example.com',
      url: 'https://example.com/product',
      description: 'Ask about the product.',
    },
    contract: defineContract(id, {}),
    parameters: {},
    launchRole,
    exceptions: { validation: [], nag: [] },
    build(stack) {
      new CfnBucket(stack, 'Bucket');
      return {};
    },
  });
}

/** Released files in a folder of their own, removed after the tests of the file. */
export function releaseFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-portfolios-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (product: string, version: string, status: ReleaseStatus = 'active', resources = {}): Release => {
    const template = JSON.stringify({ Description: `${product} ${version}`, Resources: resources });
    const file = join(folder, `${product}-${version}.json`);
    writeFileSync(file, template);
    const sha256 = createHash('sha256').update(template).digest('hex');
    return { version, date: '2026-11-22', status, notes: `What is new in ${version}.`, sha256, file };
  };
}

/** An app whose assembly goes into a folder of its own and that runs no validator, since these tests look themselves. */
export function withApp<Result>(use: (app: App) => Result): Result {
  const outdir = mkdtempSync(join(tmpdir(), 'catalog-assembly-'));
  const validation = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    return use(new App({ outdir, analyticsReporting: false }));
  } finally {
    if (validation === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = validation;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The template of a stack. */
export function templateOf(build: (app: App) => Stack): Template {
  return withApp((app) => Template.fromStack(build(app)));
}
