import type { Shell } from './shell';
import { visible } from './visible';

/** Progress of something, said while it goes on. */
export interface Progress {
  /** Says what happens now; the same text again says nothing. */
  update(text: string): void;
  /** Ends it; what is printed next begins on a line of its own. */
  stop(): void;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/**
 * Progress on standard error: one line that turns on a terminal, a plain line for each new text anywhere else.
 */
export function startProgress(shell: Pick<Shell, 'stderr'>): Progress {
  return shell.stderr.isTTY ? spinner(shell.stderr) : lines(shell.stderr);
}

function lines(stderr: Shell['stderr']): Progress {
  let last = '';
  return {
    update(text) {
      if (text !== last) stderr.write(`${visible(text)}\n`);
      last = text;
    },
    stop() {},
  };
}

function spinner(stderr: Shell['stderr']): Progress {
  const eraseLine = '\r\u001b[K';
  let current = '';
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    // A line that wraps couldn't be erased.
    const room = (stderr.columns ?? 80) - 3;
    if (current !== '') stderr.write(`${eraseLine}${FRAMES[frame]} ${visible(current).slice(0, room)}`);
  };
  const timer = setInterval(draw, FRAME_MS);
  timer.unref();
  return {
    update(text) {
      current = text;
      draw();
    },
    stop() {
      clearInterval(timer);
      if (current !== '') stderr.write(eraseLine);
      current = '';
    },
  };
}
