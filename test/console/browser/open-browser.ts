import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { programOf } from '../../tools/left-out';
import { chromium as tool } from '../../tools/tools';

/**
 * Milliseconds that a page may take for whatever is waited for: a slow machine has all the time that its test has, but for
 * what it takes to say what was waited for.
 */
const PATIENCE_MS = 100_000;

/** Browser of a test file, and whatever its pages complain of. */
export interface TestBrowser {
  /** Errors on the pages' consoles, violations of the content's policy among them, and requests that left the page's origin. */
  readonly complaints: string[];
  /** Opens a window of its own, which shares nothing with another. */
  window(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Starts Chromium. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: programOf(tool),
    timeout: PATIENCE_MS,
    // A container's root has no sandbox of Chromium's; the names are for pages that would call a console by another host.
    args: ['--no-sandbox', '--host-resolver-rules=MAP evil.example 127.0.0.1'],
  });
  const complaints: string[] = [];
  return {
    complaints,
    window: async (options) => {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(PATIENCE_MS);
      context.on('page', (page) => listen(page, complaints));
      return context;
    },
    close: () => browser.close(),
  };
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && !/^127\.0\.0\.1:\d+$/.test(host)) complaints.push(`request to ${request.url()}`);
  });
}

/**
 * Resolves once an expression holds in a page. Playwright's own wait for one evaluates it in the page's name, which the
 * page's policy forbids.
 *
 * @throws `Error` with the expression where it never does
 */
export async function untilTrue(page: Page, expression: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await page.evaluate(expression))) {
    if (performance.now() > end) throw new Error(`It never became true: ${expression}`);
    await pause(50);
  }
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.0 to 2.2 A and AA, and of axe's best practices, each with its elements. */
export async function violations(page: Page): Promise<string[]> {
  // The page's policy lets no script in but its own: this one comes by the browser's own way.
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: axe });
  const { result } = await client.send('Runtime.evaluate', {
    awaitPromise: true,
    returnByValue: true,
    expression:
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })" +
      '.then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))',
  });
  await client.detach();
  if (!Array.isArray(result.value)) throw new Error('axe has told nothing');
  return result.value.map(String);
}
