/** The console as a person meets it, in a real browser, before a sandbox with the whole catalog. */
import type { BrowserContext, Page } from 'playwright-core';
import type { RunningConsole } from '../../../console/server/start-console';
import { startPublishedSandbox } from '../../published-catalog/published-sandbox';
import type { TestSandbox } from '../../sandbox/with-sandbox';
import { runCatalog } from '../../scripts/run-catalog';
import { needing } from '../../tools/needing';
import { chromium } from '../../tools/tools';
import { builtPage, startTestConsole } from '../start-test-console';
import { openBrowser, type TestBrowser, untilTrue, violations } from './open-browser';

const { describe } = needing(chromium);

describe('the console in a browser', () => {
  let sandbox: TestSandbox;
  let server: RunningConsole;
  let browser: TestBrowser;
  let window: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    sandbox = await startPublishedSandbox();
    server = await startTestConsole(sandbox.url, { page: await builtPage() });
    browser = await openBrowser();
    window = await browser.window({ viewport: { width: 1280, height: 900 } });
    page = await window.newPage();
    await page.goto(server.link);
    await heading('Products').waitFor();
    // Whoever is the first of a run publishes the catalog.
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await sandbox?.stop();
  });
  afterEach(() => sandbox.setFaults({}));

  const heading = (name: string | RegExp, of: Page = page) => of.getByRole('heading', { name }).first();
  const open = (path: string) => page.goto(server.url + path);
  const field = (name: string, of: Page = page) => of.getByRole('textbox', { name });
  const commandOn = async (of: Page) =>
    (await of.locator('code', { hasText: 'npm run catalog -- launch' }).textContent()) ?? '';

  it('keeps the token out of the address, of every request, and of what the next page is told', async () => {
    expect(page.url()).toBe(`${server.url}/`);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url(), request.headers().referer ?? ''));
    await open('/products/network');
    await heading('Versions').waitFor();
    expect(requests.length).toBeGreaterThan(4);
    expect(requests.filter((text) => text.includes(new URL(server.link).hash.replace('#token=', '')))).toEqual([]);
  });

  it('shows versions, and compares any two, which the address names', async () => {
    await open('/products/network?from=1.0.0&to=1.1.0');
    await page.getByText('At least minor').waitFor();
    expect(await page.getByText('npm run catalog -- compare network 1.0.0 1.1.0').count()).toBe(1);
  });

  it('launches by the keyboard alone: a mistake is corrected by a live rule, whose link leads to its question', async () => {
    await open('/launch/network');
    await field('Environment name').focus();
    await page.keyboard.type('Keys');
    await page.getByText('Type 2 to 21 characters').first().waitFor();
    expect(await field('Environment name').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('keys');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // The list forgets a key after half a second, and takes the next one for the first of another word.
    await page.keyboard.type('p');
    await page.keyboard.press('Enter');
    const link = page.getByRole('link', { name: /^DomainName: / });
    await link.waitFor();
    await link.focus();
    await page.keyboard.press('Enter');
    await untilTrue(page, "document.activeElement?.id === 'question-DomainName'");
    await page.keyboard.type('keys.example.com');
    await page.getByText('don’t fit together').waitFor({ state: 'detached' });
    expect(await commandOn(page)).toContain('-p DomainName=keys.example.com'.replace('-p', '--parameter'));
    await page.getByRole('button', { name: 'Plan the launch' }).focus();
    await page.keyboard.press('Enter');
    await heading('Plan: Launch keys-network').waitFor();
    await page.getByRole('button', { name: 'Launch keys-network' }).focus();
    await page.keyboard.press('Enter');
    await heading('Outputs').waitFor();
    await page.getByText('VpcId', { exact: true }).waitFor();
    await untilTrue(page, "document.title === '✓ Launch keys-network – Bellyfed catalog'");
  });

  it('shows as the same command what launches the same', async () => {
    await open('/launch/network?p.EnvironmentName=typed&p.EnvironmentType=dev&p.ZoneCount=2');
    await field('Environment name').waitFor();
    const command = await commandOn(page);
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const args = [...words.slice(4), '--plan', '--json', '--endpoint-url', sandbox.url];
    const { code, stdout } = await runCatalog(args);
    expect([command, code]).toEqual([expect.stringContaining('ZoneCount=2'), 0]);
    await page.getByRole('button', { name: 'Plan the launch' }).click();
    await heading(`By AWS’s plan (${JSON.parse(stdout).created.length})`).waitFor();
  });

  it('tells the first failure while it runs and at its end, and launches again with the same answers', async () => {
    await sandbox.setFaults({ failResources: { Zone1NatGateway: 'No <b>address</b> is left.' } });
    await open('/launch/network?p.EnvironmentName=fails&p.EnvironmentType=dev');
    await page.getByRole('button', { name: 'Plan the launch' }).click();
    await page.getByRole('button', { name: 'Launch fails-network' }).click();
    await page.getByText('This failed first').waitFor();
    expect(await page.getByText('No <b>address</b> is left.').count()).toBeGreaterThan(0);
    const again = page.getByRole('link', { name: 'Launch again with these answers' });
    await again.waitFor();
    await untilTrue(page, "document.title.startsWith('✗ ')");
    await again.click();
    await field('Environment name').waitFor();
    expect(await field('Environment name').inputValue()).toBe('fails');
  });

  it('shows an operation that runs after the page is loaded anew, and in a second tab', async () => {
    // Each step waits until the page is loaded anew, however slow the machine is; the rest is let go then.
    await sandbox.setFaults({ stackStepMs: 5000 });
    await open('/launch/network?p.EnvironmentName=again&p.EnvironmentType=dev');
    await page.getByRole('button', { name: 'Plan the launch' }).click();
    await page.getByRole('button', { name: 'Launch again-network' }).click();
    await heading('Launch again-network').waitFor();
    await page.reload();
    await page.getByText(/^\d+ of \d+$/).waitFor();
    const second = await window.newPage();
    await second.goto(page.url());
    await heading('Launch again-network', second).waitFor();
    await sandbox.setFaults({});
    await heading('Outputs', second).waitFor();
    await second.close();
    await heading('Outputs').waitFor();
  });

  it('takes from an address nothing but texts for its fields', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    const query = new URLSearchParams({
      'p.EnvironmentName': hostile,
      'p.Unknown': hostile,
      'p.DomainName': 'x'.repeat(4000),
      templateURL: 'http://evil.example/',
      name: hostile,
    });
    await open(`/launch/network?${query}`);
    await field('Environment name').waitFor();
    expect(await field('Environment name').inputValue()).toBe(hostile);
    expect(await page.locator('img[src=x]').count()).toBe(0);
    await page.getByRole('button', { name: 'Plan the launch' }).click();
    await page.getByText('answers are open').waitFor();
    await untilTrue(page, "!location.search.includes('templateURL') && !location.search.includes('Unknown')");
  });

  it('keeps a draft, and forgets it', async () => {
    await open('/launch/network?p.EnvironmentName=draft&p.EnvironmentType=dev');
    await field('Environment name').waitFor();
    await untilTrue(page, `sessionStorage.getItem('draft.network')?.includes('"draft"')`);
    await open('/launch/network');
    await page.getByText('your answers of before').waitFor();
    expect(await field('Environment name').inputValue()).toBe('draft');
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await untilTrue(page, "sessionStorage.getItem('draft.network') === null");
    expect(await field('Environment name').inputValue()).toBe('');
  });

  it('plans nothing by being opened, loaded anew, or looked at again', async () => {
    const posts: string[] = [];
    const listen = (request: { method(): string; url(): string }) => {
      if (request.method() === 'POST') posts.push(request.url());
    };
    page.on('request', listen);
    await open('/launch/network?p.EnvironmentName=still&p.EnvironmentType=dev');
    await field('Environment name').waitFor();
    await page.reload();
    await field('Environment name').waitFor();
    await page.evaluate("dispatchEvent(new Event('focus'))");
    await page.waitForTimeout(300);
    page.off('request', listen);
    expect(posts).toEqual([]);
  });

  it('says so where nothing is published, in a region that the address keeps', async () => {
    await open('/?region=eu-north-1');
    await page.getByText('Nothing is offered to you here').waitFor();
    await page.getByRole('link', { name: 'Operations' }).click();
    await heading('Operations').waitFor();
    expect(page.url()).toContain('region=eu-north-1');
    expect(await page.getByLabel('Account and region').textContent()).toContain('account 000000000000 · eu-north-1');
  });

  it('stands still for nobody: seven tabs are open at once', async () => {
    const tabs = await Promise.all(Array.from({ length: 7 }, () => window.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(`${server.url}/operations`)));
    await Promise.all(tabs.map((tab) => heading('Operations', tab).waitFor()));
    await Promise.all(tabs.map((tab) => tab.close()));
  });

  const pages: readonly (readonly [string, string, string])[] = [
    ['products', '/', 'Products'],
    ['a product', '/products/network', 'Compare two versions'],
    [
      'a launch form with a broken rule',
      '/launch/app?p.EnvironmentName=axe&p.EnvironmentType=prod',
      'Launch Bellyfed App',
    ],
    ['operations', '/operations', 'Operations'],
    ['an address that is none', '/nothing', 'There is no page at this address'],
  ];
  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    let narrow: BrowserContext;
    let tab: Page;
    beforeAll(async () => {
      narrow = await browser.window({ colorScheme, viewport: { width: 390, height: 800 } });
      tab = await narrow.newPage();
      await tab.goto(server.link);
      await heading('Products', tab).waitFor();
    });
    afterAll(() => narrow.close());

    it.each(pages)('%s can be used by everybody, and is as wide as a telephone', async (_name, path, words) => {
      await tab.goto(server.url + path);
      await heading(words, tab).waitFor();
      await tab.waitForLoadState('networkidle');
      await untilTrue(tab, 'document.documentElement.scrollWidth === innerWidth');
      expect(await violations(tab)).toEqual([]);
    });

    it('the plan of a launch can be used by everybody', async () => {
      await tab.goto(`${server.url}/launch/network?p.EnvironmentName=axe&p.EnvironmentType=dev`);
      await tab.getByRole('button', { name: 'Plan the launch' }).click();
      await heading('Plan: Launch axe-network', tab).waitFor();
      expect(await violations(tab)).toEqual([]);
    });
  });

  it('finds what axe should find', async () => {
    await open('/operations');
    await heading('Operations').waitFor();
    await page.evaluate("document.body.append(document.createElement('img'))");
    expect((await violations(page)).join()).toContain('image-alt');
  });

  it('has had nothing to complain of until here: no error, no breach of its policy, no request elsewhere', () => {
    const told = browser.complaints.filter((text) => !/status of 422/.test(text));
    expect(told).toEqual([]);
  });

  it('is locked for whoever has no token until the link is opened, and under another name, and once the server is gone it says so', async () => {
    const stranger = await browser.window();
    const tab = await stranger.newPage();
    await tab.goto(server.url);
    await tab.getByText('The console is locked').waitFor();
    await tab.goto(server.link);
    await heading('Products', tab).waitFor();
    expect(tab.url()).toBe(`${server.url}/`);
    const elsewhere = await tab.goto(server.url.replace('127.0.0.1', 'evil.example'));
    expect(elsewhere?.status()).toBe(421);
    await stranger.close();
    await open('/operations');
    await heading('Operations').waitFor();
    await server.close();
    await page.getByText('Nobody answers').waitFor();
  });
});
