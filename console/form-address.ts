/** Launch form with its answers, as an address has it. */
export interface FormPlace {
  /** Id of the product. */
  readonly product: string;
  readonly version?: string | undefined;
  /** Of the provisioned product. @default - made of the answers */
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  /** Those that aren't hidden. */
  readonly answers: Readonly<Record<string, string>>;
}

/** Prefix of an answer in an address, so that no question can be taken for something else of it. */
const ANSWER = 'p.';

/** Longest address that every browser and proxy takes as it is. */
const LONGEST = 6_000;

/** Address of a launch form. Beyond 6,000 characters the answers are left out of it. */
export function formAddress({ product, version, name, region, answers }: FormPlace): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ region, version, name })) if (value) query.set(key, value);
  const path = `/launch/${encodeURIComponent(product)}`;
  const bare = `${path}?${query}`;
  for (const [key, value] of Object.entries(answers)) query.set(`${ANSWER}${key}`, value);
  const whole = `${path}?${query}`;
  return whole.length <= LONGEST ? whole : bare;
}

/** Answers in an address's query: texts for the fields of a form, and nothing else ever. */
export function answersIn(query: URLSearchParams): Readonly<Record<string, string>> {
  const answers = [...query].flatMap(([key, value]) =>
    key.startsWith(ANSWER) ? [[key.slice(ANSWER.length), value] as const] : [],
  );
  return Object.fromEntries(answers);
}
