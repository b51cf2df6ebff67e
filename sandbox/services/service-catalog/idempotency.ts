import { createHash } from 'node:crypto';
import { defineTable } from '../../store/store';
import type { CatalogCall } from './catalog-call';
import { invalid } from './refusals';

/** A request that was answered, by account, region, operation and token. */
interface AnsweredRow {
  /** Of the request without its token. */
  readonly fingerprint: string;
  readonly answer: unknown;
}

const answered = defineTable<AnsweredRow>('servicecatalog/answered-requests');

/**
 * Answers a request once: the same token again with the same input gets the first answer, and with another input is
 * refused. Requests without a token are always new.
 *
 * @param input the whole request; `tokenMember` names its token and is left out of the comparison.
 * @throws AwsError `InvalidParametersException` where the token was used with another input.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionProduct.html `ProvisionToken`
 */
export function once<I extends object, A>(
  call: CatalogCall,
  operation: string,
  input: I,
  tokenMember: keyof I & string,
  run: () => A,
): A {
  const { [tokenMember]: token, ...rest } = input;
  if (typeof token !== 'string') return run();
  const key = [call.accountId, call.region, operation, token];
  const fingerprint = createHash('sha256').update(canonical(rest)).digest('base64');
  const before = call.db.get(answered, key);
  if (before) {
    if (before.fingerprint === fingerprint) return before.answer as A;
    throw invalid(`The token ${token} was already used by a ${operation} request with other parameters.`);
  }
  const answer = run();
  call.db.put(answered, key, { fingerprint, answer });
  return answer;
}

/** JSON with sorted keys: the order in which a client writes an object's members means nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
