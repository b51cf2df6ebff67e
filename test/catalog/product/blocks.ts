/** An IPv4 block: its first address as a number, and how many addresses it has. */
export interface Block {
  readonly first: number;
  readonly size: number;
}

/** Reads `10.0.0.0/16`; the address is taken as it stands, on its boundary or not. */
export function block(cidr: string): Block {
  const [address = '', prefix] = cidr.split('/');
  const first = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return { first, size: 2 ** (32 - Number(prefix)) };
}

/** Whether two blocks share an address. */
export function overlap(one: Block, other: Block): boolean {
  return one.first < other.first + other.size && other.first < one.first + one.size;
}

/** Whether the first block lies wholly in the second. */
export function within(one: Block, other: Block): boolean {
  return one.first >= other.first && one.first + one.size <= other.first + other.size;
}
