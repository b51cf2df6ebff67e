/** Common part of Service Catalog's paginated answers. */
interface Page {
  readonly NextPageToken?: string;
}

/**
 * All the elements of a paginated list.
 *
 * @param call asks for one page, the first without a token
 * @param key of the answer that holds the elements
 */
export async function pages<Key extends string, Item>(
  call: (token: string | undefined) => Promise<Page & { readonly [K in Key]?: Item[] }>,
  key: Key,
): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await call(token);
    items.push(...(page[key] ?? []));
    token = page.NextPageToken;
  } while (token);
  return items;
}
