const KEY = 'token';
const channel = new BroadcastChannel('token');

/** Milliseconds that a tab that has the token may take to answer: it may be busy. */
const PATIENCE_MS = 10_000;

/** The token of this tab; undefined where it has none. */
export function storedToken(): string | undefined {
  return sessionStorage.getItem(KEY) ?? undefined;
}

/**
 * Takes the token out of the address's fragment, where the console's link has it, or asks the other tabs of the same origin
 * for it, and hands it to those that ask later.
 */
export async function takeToken(): Promise<void> {
  if (!takeFromAddress() && storedToken() === undefined && (await isHeldElsewhere())) await askOtherTabs();
  // A link that is opened where the page is open already changes the fragment alone.
  addEventListener('hashchange', () => takeFromAddress() && location.reload());
  channel.addEventListener('message', ({ data }) => {
    const token = storedToken();
    if (data === 'ask' && token !== undefined) channel.postMessage({ token });
  });
  // A lock that is held as long as the tab is there tells others that it may be asked.
  if (storedToken() !== undefined) void navigator.locks.request(KEY, { mode: 'shared' }, () => new Promise(() => {}));
}

function takeFromAddress(): boolean {
  const [, given] = /^#token=([\w-]+)$/.exec(location.hash) ?? [];
  if (given === undefined) return false;
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', location.pathname + location.search);
  return true;
}

/** Whether another tab has the token: https://developer.mozilla.org/en-US/docs/Web/API/Web_Locks_API */
async function isHeldElsewhere(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === KEY);
}

function askOtherTabs(): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    channel.addEventListener('message', function take({ data }: MessageEvent<{ readonly token?: unknown }>) {
      if (typeof data.token !== 'string') return;
      clearTimeout(timer);
      channel.removeEventListener('message', take);
      sessionStorage.setItem(KEY, data.token);
      done();
    });
    channel.postMessage('ask');
  });
}
