/** Addresses and names by which a machine calls itself, as a `Host` header has them. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Values of `Sec-Fetch-Site` of what no other site began: the page of the sandbox itself, or an address that was typed. */
const OWN_SITES = ['same-origin', 'none'];

/**
 * Problem of a request that a web page elsewhere may have caused; undefined where none did. A browser lets any page send
 * requests to this machine, with a `Host` of that page's own where its name is bound to 127.0.0.1 for a moment, and says so:
 * by `Origin` where it posts, by `Sec-Fetch-Site` always. AWS's clients send neither.
 *
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site,
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
 *
 * @param headers lower-case names.
 */
export function foreignProblem(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (typeof host !== 'string' || !LOOPBACK.test(host)) {
    return `The sandbox answers to 127.0.0.1, localhost and [::1] only, got the host ${JSON.stringify(host ?? '')}.`;
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return `The sandbox takes no requests of pages elsewhere, got the origin ${JSON.stringify(origin)}.`;
  }
  if (site !== undefined && !(typeof site === 'string' && OWN_SITES.includes(site))) {
    return `The sandbox takes no requests of pages elsewhere, got the fetch site ${JSON.stringify(site)}.`;
  }
  return undefined;
}
