const KEY = 'token';
const channel = new BroadcastChannel('token');

/** The token of this tab; undefined where it has none. */
export function storedToken(): string | undefined {
  return sessionStorage.getItem(KEY) ?? undefined;
}

/**
 * Takes the token out of the address's fragment, where the console's link has it, or asks the other tabs of the same origin
 * for it, and hands it to those that ask later.
 */
export async function takeToken(): Promise<void> {
  const [, given] = /^#token=([\w-]+)$/.exec(location.hash) ?? [];
  if (given !== undefined) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname + location.search);
  } else if (storedToken() === undefined) await askOtherTabs();
  channel.addEventListener('message', ({ data }) => {
    const token = storedToken();
    if (data === 'ask' && token !== undefined) channel.postMessage({ token });
  });
}

function askOtherTabs(): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, 200);
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
