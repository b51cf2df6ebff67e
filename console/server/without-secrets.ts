/** Stands in the place of a secret. */
const HIDDEN = '••••';

/**
 * The same value without secrets, in whatever text they stand: an error's words hold what was typed. A secret of a few
 * characters is taken out only where it is the whole text, since it stands in other words too.
 */
export function withoutSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  const wanted = secrets.filter((secret) => secret !== '');
  if (wanted.length === 0) return value;
  const clean = (text: string) =>
    wanted.reduce(
      (told, secret) => (told === secret || secret.length > 3 ? told.replaceAll(secret, HIDDEN) : told),
      text,
    );
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) => (typeof each === 'string' ? clean(each) : each));
}
