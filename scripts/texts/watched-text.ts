import type { Watched } from '../../operations/watch/watch-under-way';
import { launchedText } from './launch-text';
import { terminatedText } from './termination-text';
import { endedText } from './updates-text';

/** Text of the result of watching: that of the verb which began it, or how it is where nothing was under way. */
export function watchedText(watched: Watched): string {
  switch (watched.kind) {
    case 'launch':
      return launchedText(watched.launched);
    case 'update':
      return endedText([watched.updated]);
    case 'termination':
      return terminatedText(watched.terminated);
    case 'rest': {
      const { name, status, product, version } = watched.details;
      return `Nothing is under way with ${name}: it is ${status} (${product} ${version}).`;
    }
    case 'gone':
      return `Nothing is under way with ${watched.gone.name}: it is terminated (record ${watched.gone.record}).`;
  }
}

/** Result of watching as `--json` prints it: as the verb which began it does. */
export function watchedJson(watched: Watched): object {
  switch (watched.kind) {
    case 'launch':
      return watched.launched;
    case 'update':
      return watched.updated;
    case 'termination':
      return watched.terminated;
    case 'rest':
      return watched.details;
    case 'gone':
      return watched.gone;
  }
}
