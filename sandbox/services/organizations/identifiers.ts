import { randomText } from '../../kernel/unique-id';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new identifier: its prefix, a dash, and small letters and digits. */
export function newId(prefix: string, length: number): string {
  return `${prefix}-${randomText(length, ALPHABET)}`;
}

/** A unit's identifier, which holds its root's letters. */
export function newUnitId(rootId: string): string {
  return newId(`ou-${rootId.slice(2)}`, 8);
}

/** The address that an account has in the sandbox unless it was made with one. */
export function addressOf(accountId: string): string {
  return `account-${accountId}@example.com`;
}

/** The account that {@link addressOf} gives that address, or undefined. */
export function accountOfAddress(address: string): string | undefined {
  return /^account-(\d{12})@example\.com$/.exec(address)?.[1];
}
