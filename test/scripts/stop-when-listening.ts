/** Stops this process, as Ctrl-C does, as soon as somebody listens for that. */
export function stopWhenListening(signal: 'SIGINT' | 'SIGTERM'): void {
  const notice = (event: string | symbol) => {
    if (event !== signal) return;
    process.off('newListener', notice);
    setImmediate(() => process.emit(signal));
  };
  process.on('newListener', notice);
}
