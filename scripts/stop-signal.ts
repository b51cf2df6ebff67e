/** Listener for SIGINT (Ctrl-C) and SIGTERM. */
export interface StopListener {
  /** Aborted by the first of them; a second one ends the process at once. */
  readonly signal: AbortSignal;
  /** Stops listening: they end the process again. */
  readonly release: () => void;
}

/**
 * Listens for the first SIGINT or SIGTERM, which then no longer ends the process: whoever asks for this ends it in good
 * order.
 *
 * @param reason of the abortion, that `throwIfAborted` throws. @default - the platform's own
 */
export function listenForStop(reason?: Error): StopListener {
  const controller = new AbortController();
  const release = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  const stop = () => {
    release();
    controller.abort(reason);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: controller.signal, release };
}

/** Signal that the first SIGINT or SIGTERM aborts, for what goes on until then; see `listenForStop`. */
export function stopSignal(): AbortSignal {
  return listenForStop().signal;
}

/** Resolves once the signal is aborted; it keeps nothing running by itself. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
