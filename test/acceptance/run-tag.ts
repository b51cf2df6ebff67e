import { randomBytes } from 'node:crypto';

/** Key of the tag that everything carries which a run makes; its value is the run's id. */
export const RUN_TAG = 'bellyfed:acceptance';

/** Beginning of the names of what the probes make. */
export const PROBE_PREFIX = 'BellyfedAcceptance';

/** New id of a run, as in `run-3f9a1c0b`. */
export function newRunId(): string {
  return `run-${randomBytes(4).toString('hex')}`;
}

/** Tag as most services take it. */
export function runTag(id: string): { Key: string; Value: string } {
  return { Key: RUN_TAG, Value: id };
}

/** Tags as AWS's services answer them: in either spelling, or none. */
export type Tags = readonly { readonly Key?: string; readonly Value?: string }[] | undefined;

/** Run that made something, by its tags; undefined where no run did. */
export function runOf(tags: Tags): string | undefined {
  return tags?.find(({ Key }) => Key === RUN_TAG)?.Value;
}
