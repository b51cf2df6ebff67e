import { DetailedError, type Remedy, type RemedyOptions } from '../catalog/detailed-error';
import { CatalogError } from '../catalog/errors';
import type { AwsTarget } from './aws/aws-target';

/** Something that stops a change, as a person names it to let it happen. */
export interface Stop {
  /** Name of the provisioned product, and the logical id of a resource in it: `dev-data.Cluster`. */
  readonly resource: string;
  /** Why it stops, as the rest of a sentence that begins with the resource. */
  readonly why: string;
  /**
   * Kind of harm: AWS couldn't take the change back; or nobody was shown it, and nothing is stored there.
   * @default - data would be lost
   */
  readonly kind?: 'no way back' | 'not foreseen';
  /** Mends it, where something does. */
  readonly remedy?: Remedy;
}

/**
 * Consent that a plan asks of a person before it is carried out. The operation says which; the face asks.
 *
 * - `none`: nothing would change, or only in a sandbox on this machine.
 * - `yes`: a question that is answered by yes or no.
 * - `type-name`: a question that is answered by typing the name, since it can't be undone.
 * - `stopped`: nobody can agree as it is; each stop has to be named first.
 * - `unforeseen`: a step of what was agreed to turns out to do more than was shown: a person answers for that by typing the
 *   name, and nobody can have answered beforehand.
 * - `refused`: nobody can agree at all: AWS would refuse it, or the form does.
 */
export type Agreement =
  | { readonly kind: 'none' }
  | { readonly kind: 'yes'; readonly question: string }
  | { readonly kind: 'type-name'; readonly question: string; readonly name: string }
  | { readonly kind: 'stopped'; readonly stops: readonly Stop[] }
  | {
      readonly kind: 'unforeseen';
      readonly question: string;
      readonly name: string;
      readonly stops: readonly Stop[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Stop[] };

/** Asks for an agreement in the midst of an operation that has several plans; resolves to whether it was given. */
export type Agree = (agreement: Agreement) => Promise<boolean>;

/** A plan that was made and not yet carried out. Making it has changed nothing that anybody else sees. */
export interface Planned<P> {
  readonly plan: P;
  readonly agreement: Agreement;
  /** Deletes what AWS keeps for the plan; nothing where it was carried out. */
  discard(): Promise<void>;
}

/** A plan that AWS keeps nothing for. */
export function planned<P>(plan: P, agreement: Agreement): Planned<P> {
  return { plan, agreement, discard: async () => {} };
}

/**
 * Does something, and then discards what AWS keeps for a plan, whatever comes of it. Where both fail the first failure is
 * told: with expired credentials the second says less.
 */
export async function andDiscard<Result>(act: () => Promise<Result>, discard: () => Promise<void>): Promise<Result> {
  let result: Result;
  try {
    result = await act();
  } catch (error) {
    await discard().catch(() => {});
    throw error;
  }
  await discard();
  return result;
}

/** Agreement by yes to a change; none is asked for in a sandbox on this machine, where nothing can be lost. */
export function agreementTo({ isLocal }: Pick<AwsTarget, 'isLocal'>, question: string): Agreement {
  return isLocal ? { kind: 'none' } : { kind: 'yes', question };
}

/**
 * Closes the gate: nothing that holds data is replaced or removed, and nothing is begun that AWS couldn't take back, unless it
 * was named.
 *
 * @throws `CatalogError` `would-lose-data`, `no-way-back`, `not-foreseen`, where anything stops
 */
export function refuseStops(stops: readonly Stop[]): void {
  if (stops.length === 0) return;
  const { losing, oneWay, unforeseen } = byKind(stops);
  const told = (some: readonly Stop[]) => some.map(({ resource, why }) => `${resource} ${why}`).join(' ');
  const sentences = [
    ...(losing.length > 0 ? [`Not done, since what is stored would or could be lost. ${told(losing)}`] : []),
    ...(oneWay.length > 0 ? [`Not begun, since not all of it could be taken back. ${told(oneWay)}`] : []),
    ...(unforeseen.length > 0 ? [`Not done, since it wasn't shown before. ${told(unforeseen)}`] : []),
    ...(losing.length > 0 ? ['Read the upgrade notes'] : []),
    ...(losing.length === 0 && oneWay.length > 0 ? ['The runbook says what one does then'] : []),
  ];
  const code = losing.length > 0 ? 'would-lose-data' : oneWay.length > 0 ? 'no-way-back' : 'not-foreseen';
  const options = namingStops(stops);
  throw new DetailedError(code, sentences.join(' '), {
    problems: stops.map(({ resource, why }) => ({ field: resource, text: why })),
    remedies: [
      ...oneWay.flatMap(({ remedy }) => remedy ?? []),
      ...(Object.keys(options).length > 0 ? [{ do: 'again' as const, label: 'If it is meant, name it', options }] : []),
    ],
  });
}

/** Options that let what stops a change happen, each thing by its name. */
export function namingStops(stops: readonly Stop[]): RemedyOptions {
  const { losing, oneWay } = byKind(stops);
  return {
    ...(losing.length > 0 && { 'allow-replace': losing.map(({ resource }) => resource) }),
    ...(oneWay.length > 0 && { 'accept-no-rollback': [...new Set(oneWay.map(({ resource }) => resource))] }),
  };
}

function byKind(stops: readonly Stop[]) {
  return {
    losing: stops.filter(({ kind }) => kind === undefined),
    oneWay: stops.filter(({ kind }) => kind === 'no way back'),
    unforeseen: stops.filter(({ kind }) => kind === 'not foreseen'),
  };
}

/**
 * Refuses what AWS would refuse half-way, or the form forbids, before anything is made.
 *
 * @throws `CatalogError` `would-be-refused`, where there is a reason
 */
export function refuseRefused(refusals: readonly Stop[]): void {
  if (refusals.length === 0) return;
  const told = refusals.map(({ resource, why }) => `${resource} ${why}`).join(' ');
  throw new DetailedError('would-be-refused', `Not begun, since it would be refused half-way, or may not be. ${told}`, {
    problems: refusals.map(({ resource, why }) => ({ field: resource, text: why })),
    remedies: refusals.flatMap(({ remedy }) => remedy ?? []),
  });
}

/**
 * Goes on only with somebody's consent.
 *
 * @throws `CatalogError` `declined`
 */
export async function requireConsent(agree: Agree, agreement: Agreement): Promise<void> {
  if (agreement.kind === 'none' || (await agree(agreement))) return;
  throw new CatalogError('declined', 'Nothing was changed.');
}
