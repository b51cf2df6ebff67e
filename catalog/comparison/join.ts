import { canonical } from './canonical';
import type { FoundChange, TemplateChange } from './comparison';

interface Entry {
  readonly change: FoundChange;
  readonly types: Set<string>;
  /** The answers with which it was first found, for what is never found with usual ones. */
  unusual: readonly string[];
}

/** The changes of all scenarios: the same one found again and again is one, with the environment types where it bites. */
export class JoinedChanges {
  private readonly entries = new Map<string, Entry>();
  /** Changes already seen of each property in each environment type, so that other answers don't list it once more. */
  private readonly seen = new Set<string>();

  /** @param environmentTypes all that the templates know, in their order */
  constructor(private readonly environmentTypes: readonly string[]) {}

  /** Changes that bite whatever the answers are. */
  addEverywhere(changes: readonly FoundChange[]): void {
    for (const change of changes) {
      this.entries.set(canonical(change), { change, types: new Set(this.environmentTypes), unusual: [] });
    }
  }

  /** Changes of one scenario. */
  add(changes: readonly FoundChange[], type: string | undefined, unusual: readonly string[]): void {
    for (const change of changes) {
      const { before: _, after: __, ...meaning } = change;
      const place = canonical([type ?? null, meaning]);
      const key = keyOf(change, type);
      const entry = this.entries.get(key);
      if (entry !== undefined) {
        if (unusual.length < entry.unusual.length) entry.unusual = unusual;
        if (!this.seen.has(place) && type !== undefined) entry.types.add(type);
      } else if (!this.seen.has(place)) {
        this.entries.set(key, { change, types: new Set(type === undefined ? [] : [type]), unusual });
      }
      this.seen.add(place);
    }
  }

  /** Changes found so far, in whichever environment type they bite. */
  found(): FoundChange[] {
    return [...this.entries.values()].map(({ change }) => change);
  }

  /** Each change once, with where it bites. */
  changes(): TemplateChange[] {
    return [...this.entries.values()].map(({ change, types, unusual }) => ({
      ...change,
      why: unusual.length === 0 ? change.why : `${change.why} Only where ${unusual.join(' and ')}.`,
      environmentTypes: this.environmentTypes.filter((type) => types.has(type)),
    }));
  }
}

/** Key of a change: values that differ only in that they name the environment type are one. */
function keyOf(change: FoundChange, type: string | undefined): string {
  const key = canonical(change);
  return type === undefined ? key : key.replaceAll(JSON.stringify(type), '"its type"');
}
