import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCertificateAuthority } from '../../../src/emulator/certificate.ts';
import { startForTest, type TestVault } from '../../flow/emulator/startForTest.ts';
import { call, credentials, json } from '../../flow/emulator/vaultClient.ts';
import { launchBrowser } from '../../harness/findBrowser.mjs';

// A page of another origin tries everything that a page can against a running vault, in a real browser that lets every certificate pass.

const html = '<!DOCTYPE html><html><body></body></html>';
const evil = 'evil.example';

let browser: Browser | undefined;
let vault: TestVault;
let page: Page;
/** Every answer that the vault gave to the browser. */
let answers: { readonly url: string; readonly status: number }[];
const closers: (() => unknown)[] = [];
/** Where the page may come from: a server on another port, under three names. */
let origins: Readonly<Record<'another address' | 'another scheme' | 'the same site', string>>;

beforeAll(async () => {
  try {
    browser = await launchBrowser([`--host-resolver-rules=MAP ${evil} 127.0.0.1`]);
  } catch (error) {
    console.warn(`skipped: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  vault = await startForTest();
  const { key, cert } = await (await createCertificateAuthority(['localhost'], Date.now())).issue(['localhost'], Date.now());
  const plain = await serve(createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end(html)));
  const secure = await serve(
    createHttpsServer({ key, cert }, (_request, response) => response.setHeader('Content-Type', 'text/html').end(html)),
  );
  origins = {
    'another address': `http://127.0.0.1:${plain}/`,
    'another scheme': `http://localhost:${plain}/`,
    'the same site': `https://localhost:${secure}/`,
  };
});
afterAll(async () => {
  for (const close of closers) close();
  await browser?.close();
  await vault?.stop();
});

async function serve(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}

beforeEach(async context => {
  if (browser === undefined) return context.skip('no browser on this machine');
  answers = [];
  page = await browser.newPage({ ignoreHTTPSErrors: true });
  page.context().on('response', response => {
    const url = response.url();
    if (bases().some(base => url.startsWith(base))) answers.push({ url, status: response.status() });
  });
});
afterEach(() => page?.close());

const bases = (): readonly string[] => [vault.info.localUrl, `https://127.0.0.1:${vault.info.port}`, vault.info.imdsUrl];

/** Everything that could have been changed. */
async function state(): Promise<unknown> {
  const token = vault.info.tokens.valid;
  const list = async (path: string): Promise<unknown> => json(await call(vault.info, { path: `${path}?api-version=7.6`, token })).value;
  return [await vault.control.snapshot(), await list('/keys'), await list('/certificates'), await list('/deletedsecrets')];
}

/** What the page was able to read; each attempt ends by itself. Runs in the page. */
async function attack({
  base,
  imds,
  token,
  form,
}: {
  base: string;
  imds: string;
  token: string;
  form: string;
}): Promise<readonly string[]> {
  const secret = `${base}/secrets/db-password?api-version=7.6`;
  const body = JSON.stringify({ value: 'written by a page' });
  const tenant = '11111111-1111-4111-8111-111111111111';
  const tokenUrl = `${base}/${tenant}/oauth2/v2.0/token`;
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const authorization = { Authorization: `Bearer ${token}` };
  const requests: readonly (readonly [url: string, init: RequestInit])[] = [
    [secret, {}],
    [secret, { headers: authorization }],
    [secret, { mode: 'no-cors' }],
    [secret, { mode: 'no-cors', method: 'POST', body }],
    [secret, { method: 'PUT', headers: authorization, body }],
    [secret, { method: 'DELETE', headers: authorization }],
    [tokenUrl, { method: 'POST', headers: type, body: form }],
    [tokenUrl, { method: 'POST', headers: type, body: form, mode: 'no-cors' }],
    [`${base}/${tenant}/v2.0/.well-known/openid-configuration`, {}],
    [`${imds}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net`, { headers: { Metadata: 'true' } }],
    [`${imds}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net`, { mode: 'no-cors' }],
  ];
  const fetched = requests.map(async ([url, init]) => {
    const answer = await fetch(url, init);
    const text = await answer.text();
    return text === '' && answer.type === 'opaque' ? '' : `fetch ${url}: ${text}`;
  });
  const element = <K extends 'img' | 'script' | 'iframe' | 'link'>(name: K, set: (node: HTMLElementTagNameMap[K]) => void) =>
    new Promise<string>(resolve => {
      const node = document.createElement(name);
      // A frame "loads" whatever it was refused; only its content would be a leak.
      node.onload = () => resolve(node instanceof HTMLIFrameElement ? (node.contentDocument?.body?.innerText ?? '') : `${name} loaded`);
      node.onerror = () => resolve('');
      set(node);
      document.body.append(node);
    });
  const submitted = new Promise<string>(resolve => {
    const frame = document.createElement('iframe');
    frame.name = 'target';
    const post = document.createElement('form');
    Object.assign(post, { action: tokenUrl, method: 'post', target: 'target' });
    for (const [name, value] of new URLSearchParams(form)) {
      const field = document.createElement('input');
      Object.assign(field, { name, value });
      post.append(field);
    }
    document.body.append(frame, post);
    frame.onload = () => resolve(frame.contentDocument?.body?.innerText ?? '');
    post.submit();
  });
  const socket = new Promise<string>(resolve => {
    const opened = new WebSocket(secret.replace('https', 'wss'));
    opened.onopen = () => resolve('WebSocket opened');
    opened.onerror = () => resolve('');
  });
  const events = new Promise<string>(resolve => {
    const source = new EventSource(secret);
    source.onopen = () => resolve('EventSource opened');
    source.onerror = () => {
      source.close();
      resolve('');
    };
  });
  navigator.sendBeacon(secret, body);
  const elements = [
    element('img', node => Object.assign(node, { src: secret })),
    element('script', node => Object.assign(node, { src: secret })),
    element('link', node => Object.assign(node, { rel: 'stylesheet', href: secret })),
    element('iframe', node => Object.assign(node, { src: secret })),
  ];
  const settled = await Promise.allSettled([...fetched, ...elements, submitted, socket, events]);
  return settled.map(result => (result.status === 'fulfilled' ? result.value : '')).filter(text => text !== '');
}

for (const from of ['another address', 'another scheme', 'the same site'] as const) {
  for (const name of ['localhost', '127.0.0.1']) {
    test(`a page of ${from} reads nothing of ${name} and changes nothing`, async () => {
      const before = await state();
      await page.goto(origins[from]);
      const form = new URLSearchParams({ ...credentials(vault.info), scope: 'https://vault.azure.net/.default' }).toString();
      const given = { base: `https://${name}:${vault.info.port}`, imds: vault.info.imdsUrl, token: vault.info.tokens.valid, form };
      expect(await page.evaluate(attack, given)).toEqual([]);
      expect(answers.length).toBeGreaterThan(6);
      expect(answers.filter(({ status }) => ![400, 403, 405, 421].includes(status))).toEqual([]);
      expect(await state()).toEqual(before);
    });
  }
}

test('a page cannot send its own window there either', async () => {
  await page.goto(origins['another address']);
  const url = `${vault.info.localUrl}/secrets/db-password?api-version=7.6`;
  await Promise.all([page.waitForEvent('load'), page.evaluate(target => location.assign(target), url)]);
  expect(answers).toEqual([{ url, status: 403 }]);
});

test('DNS rebinding: under the name of the page nobody answers', async () => {
  for (const url of [`http://${evil}:${new URL(vault.info.imdsUrl).port}/`, `https://${evil}:${vault.info.port}/secrets?api-version=7.6`]) {
    expect((await page.goto(url))?.status()).toBe(421);
  }
});

test('an address that a person typed is answered, and asks for a token', async () => {
  expect((await page.goto(`${vault.info.localUrl}/secrets/db-password?api-version=7.6`))?.status()).toBe(401);
});
