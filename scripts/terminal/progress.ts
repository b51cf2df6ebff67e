import type { Shell } from './shell';
import { visible } from './visible';

/** Progress of something on a terminal, drawn anew while it goes on. */
export interface Progress {
  /** Shows these lines in place of those before: the first turns, the others stand under it. */
  update(lines: readonly string[]): void;
  /** Ends it and leaves nothing; what is printed next begins on a line of its own. */
  stop(): void;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html: a character may be two columns wide, and must not wrap.
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';

/** Begins progress on a terminal. Lines are cut to its width, and left out where it has no room for them. */
export function startProgress(terminal: Shell['stderr']): Progress {
  let current: readonly string[] = [];
  let drawn: readonly string[] = [];
  let frame = 0;
  const width = () => terminal.columns ?? 80;
  const erase = () => {
    if (drawn.length === 0) return '';
    // A terminal that was made narrower has wrapped what was drawn.
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width())), 0);
    return `\r${rows > 1 ? `\u001b[${rows - 1}A` : ''}\u001b[J`;
  };
  const draw = () => {
    const lines = current.slice(0, (terminal.rows ?? 24) - 1).map((line, index) => {
      const text = `${index === 0 ? FRAMES[frame % FRAMES.length] : ' '} ${visible(line)}`;
      return [...text].slice(0, width() - 1).join('');
    });
    terminal.write(`${erase()}${NO_WRAP}${lines.join('\n')}${WRAP}`);
    drawn = lines;
  };
  const timer = setInterval(() => {
    frame += 1;
    draw();
  }, FRAME_MS);
  timer.unref();
  return {
    update(lines) {
      current = lines;
      draw();
    },
    stop() {
      clearInterval(timer);
      terminal.write(erase());
      drawn = [];
    },
  };
}
