import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Kinds of identifier, by what each begins with. */
export type IdPrefix =
  | 'port'
  | 'prod'
  | 'prodview'
  | 'pa'
  | 'cons'
  | 'tag'
  | 'share'
  | 'copyproduct'
  | 'act'
  | 'pp'
  | 'rec'
  | 'plan';

/** A new identifier as AWS writes them: `prod-` and 13 small letters and digits. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}-${characters(randomBytes(13))}`;
}

/** An identifier that follows from what it stands for, such as a launch path's: `lpv3-` and 13 letters and digits. */
export function derivedId(prefix: 'lpv3', ...parts: readonly string[]): string {
  return `${prefix}-${characters(createHash('sha256').update(parts.join('/')).digest().subarray(0, 13))}`;
}

function characters(bytes: Buffer): string {
  return [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** `arn:aws:catalog:us-east-1:111111111111:portfolio/port-…`, or a product's. */
export function catalogArn(region: string, accountId: string, kind: 'portfolio' | 'product', id: string): string {
  return `arn:aws:catalog:${region}:${accountId}:${kind}/${id}`;
}

/** `arn:aws:servicecatalog:us-east-1:111111111111:stack/dev-network/pp-…` */
export function provisionedProductArn(region: string, accountId: string, name: string, id: string): string {
  return `arn:aws:servicecatalog:${region}:${accountId}:stack/${name}/${id}`;
}
