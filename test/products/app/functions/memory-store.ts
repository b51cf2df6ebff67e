import type { Content, ContentStore } from '../../../../products/app/functions/content';

/** Content in memory, with the behaviour that the table has. */
export class MemoryStore implements ContentStore {
  private readonly items = new Map<string, Content & { readonly removed?: Date }>();

  async add(content: Content): Promise<void> {
    if (this.items.has(content.id)) throw new Error(`There is a ${content.id} already.`);
    this.items.set(content.id, content);
  }

  async find(id: string): Promise<Content | undefined> {
    const item = this.items.get(id);
    return item?.removed === undefined ? item : undefined;
  }

  async newest(limit: number): Promise<readonly Content[]> {
    return [...this.items.values()]
      .filter(({ removed }) => removed === undefined)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .slice(0, limit);
  }

  async remove(id: string, author: string, at: Date): Promise<boolean> {
    const item = await this.find(id);
    if (item?.author !== author) return false;
    this.items.set(id, { ...item, removed: at });
    return true;
  }
}
