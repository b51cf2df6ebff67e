import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Product, renderProduct } from '../../catalog/product';
import { renderChangelog } from '../../catalog/release';
import { renderLedger } from '../../catalog/release/ledger';
import type { LedgerEntry } from '../../catalog/release/release';
import { products } from '../../products';

/** Products of the whole platform; as long as there are fewer, the first stands in for the rest. */
export const PRODUCTS = 7;

/** The registry, filled up to `PRODUCTS` with copies. */
export function sampleProducts(): Product[] {
  const copies = Array.from({ length: Math.max(0, PRODUCTS - products.length) }, (_, index): Product[] => {
    const [first] = products;
    return first ? [{ ...first, id: `${first.id}-${index + 2}`, name: `${first.name} ${index + 2}` }] : [];
  });
  return [...products, ...copies.flat()];
}

/**
 * Writes a ledger for each product, every release another template of the product's true size.
 *
 * @param folder gets a folder a product
 * @param releases of each product
 */
export function writeLedgers(folder: string, releases: number): void {
  for (const product of sampleProducts()) {
    const path = join(folder, product.id, 'releases');
    mkdirSync(path, { recursive: true });
    const template = JSON.parse(renderProduct(product));
    const entries = Array.from({ length: releases }, (_, minor): LedgerEntry => {
      const version = `1.${minor}.0`;
      const text = `${JSON.stringify({ ...template, Description: `${template.Description} ${version}` }, undefined, 2)}\n`;
      writeFileSync(join(path, `${version}.json`), text);
      const sha256 = createHash('sha256').update(text).digest('hex');
      return { version, date: '2026-01-01', status: 'active', notes: `Release ${version}.`, sha256 };
    });
    writeFileSync(join(path, 'releases.yaml'), renderLedger(entries));
    writeFileSync(join(folder, product.id, 'CHANGELOG.md'), renderChangelog(product.id, entries));
  }
}
