import { randomBytes } from 'node:crypto';

/** Key of the tag that everything carries which a run makes; its value is the run's id. */
export const RUN_TAG = 'bellyfed:acceptance';

/**
 * Key of the tag of what is launched, with the same value. It is another, since portfolios and products carry the first,
 * and whether AWS takes one key from several of them no page says: seen refused in
 * https://github.com/aws-samples/secure-data-science-reference-architecture/issues/2
 */
export const LAUNCH_TAG = 'bellyfed:acceptance-launch';

/** Beginning of the names of what the probes make. */
export const PROBE_PREFIX = 'BellyfedAcceptance';

/** New id of a run, as in `run-3f9a1c0b`. */
export function newRunId(): string {
  return `run-${randomBytes(4).toString('hex')}`;
}

/** Tag as most services take it. @param key the launch's, of what is launched */
export function runTag(id: string, key: typeof RUN_TAG | typeof LAUNCH_TAG = RUN_TAG): { Key: string; Value: string } {
  return { Key: key, Value: id };
}

/** Tags as AWS's services answer them: in either spelling, or none. */
export type Tags = readonly { readonly Key?: string; readonly Value?: string }[] | undefined;

/** Run that made something, by its tags; undefined where no run did. */
export function runOf(tags: Tags): string | undefined {
  return tags?.find(({ Key }) => Key === RUN_TAG || Key === LAUNCH_TAG)?.Value;
}
