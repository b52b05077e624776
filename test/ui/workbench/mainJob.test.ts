import { describe, expect, test } from 'vitest';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

/** The lens itself, not "Send as…". */
const send = /^\s*Send$/;

describe('click Send, understand', () => {
  const workbench = useWorkbench({
    copyOf: 'media/samples',
    openFile: 'quickstart.kvhttp',
    viewport: { width: 1600, height: 1000 },
    settings: { 'editor.minimap.enabled': false },
  });
  const rows = async (): Promise<readonly string[]> =>
    (await workbench().panel.locator('.call').allInnerTexts()).map(text => text.replace(/\s+/g, ' '));
  const headline = (text: string | RegExp): Promise<void> => workbench().panel.locator('h1').filter({ hasText: text }).waitFor();

  test('the lens above a request sends it; the panel shows the handshake, the token and the answer', async () => {
    await workbench().clickLensAbove('GET /secrets/', send);
    await headline(/^200 after the usual 401 handshake/);
    const calls = await rows();
    expect(calls).toEqual([
      expect.stringMatching(/challenge.* 401 /),
      expect.stringMatching(/token.* 200 /),
      expect.stringMatching(/request.* 200 /),
    ]);
    const ties = await workbench().panel.locator('body').innerText();
    expect(ties).toContain('is exactly what the vault asks for');
    expect(ties).toContain('https://sts.windows.net/');
    await workbench()
      .lens(/401 expected → token → 200/)
      .first()
      .waitFor();
    await pictures(workbench(), 'panel');
  });

  test('a secret value stands in the page only after Reveal', async () => {
    const { panel } = workbench();
    expect(await panel.locator('body').innerText()).not.toContain('sample-not-a-secret');
    await panel.getByRole('button', { name: 'Reveal' }).click();
    await panel.getByText('sample-not-a-secret', { exact: false }).first().waitFor();
  });

  test('the command sends the request at the cursor', async () => {
    await workbench().placeCursor('@name cachedToken');
    await workbench().runCommand('Key Vault: Send Request');
    await headline(/^200 with the cached token · 1 call/);
  });
});

describe('a refusal is named with its evidence', () => {
  const text = [
    '### One slash too many',
    '# @name trailingSlash',
    '# @vault sample',
    '# @flow rest',
    '# @resource https://vault.azure.net/',
    'GET /secrets/db-password?api-version=7.6',
    '?? status == 401',
    '?? cause == wrong-audience-trailing-slash',
    '',
    '### Known, but not allowed',
    '# @name noRole',
    '# @vault sample',
    '# @credential sample-no-role',
    'GET /secrets/api-key?api-version=7.6',
    '',
  ].join('\n');
  const workbench = useWorkbench({
    files: { 'refused.kvhttp': text },
    openFile: 'refused.kvhttp',
    viewport: { width: 1600, height: 1000 },
  });

  test('trailing slash: the headline says it, the cards show it, the lens keeps it', async () => {
    await workbench().clickLensAbove('GET /secrets/db-password', send);
    const { panel } = workbench();
    await panel.locator('h1').filter({ hasText: "401: the token's audience ends in a slash" }).waitFor();
    expect(await panel.locator('body').innerText()).toContain('wrong-audience-trailing-slash');
    await workbench()
      .lens(/401: audience ends in \//)
      .first()
      .waitFor();
    await pictures(workbench(), 'panel-trailing-slash');
  });

  test('no role: a 403 with the role to assign', async () => {
    await workbench().clickLensAbove('GET /secrets/api-key', send);
    const { panel } = workbench();
    await panel.locator('h1').filter({ hasText: '403: no role allows this on the vault' }).waitFor();
    expect(await panel.locator('body').innerText()).toContain('Key Vault Secrets User');
  });
});

describe('bad input is answered where it belongs, and nothing is sent', () => {
  const text = [
    '### Unset variable',
    '# @vault sample',
    'GET /secrets/{{missing}}?api-version=7.6',
    '',
    '### Unknown vault',
    '# @vault contoso',
    'GET /secrets/one?api-version=7.6',
    '',
    '### No request line',
    'fetch me the secret',
    '',
    '### Nobody listens',
    '# @flow anonymous',
    'GET http://127.0.0.1:9/secrets/two?api-version=7.6',
    '',
  ].join('\n');
  const workbench = useWorkbench({ files: { 'bad.kvhttp': text }, openFile: 'bad.kvhttp' });
  const ended = async (words: RegExp): Promise<void> => {
    await workbench().panel.locator('body').filter({ hasText: words }).waitFor();
    expect(await workbench().toasts.count()).toBe(0);
    expect(await workbench().panel.locator('.call').count()).toBe(0);
  };

  test('an unset variable is named with its line', async () => {
    await workbench().clickLensAbove('GET /secrets/{{missing}}', send);
    await ended(/line 3[\s\S]*missing/i);
  });

  test('an unknown vault is named with its line', async () => {
    await workbench().clickLensAbove('GET /secrets/one', send);
    await ended(/line 6[\s\S]*contoso/i);
  });

  test('a line that is no request has a squiggle and no lens', async () => {
    await workbench().page.locator('.squiggly-error').first().waitFor();
    expect(await workbench().lens('Send as').count()).toBe(3);
  });

  test('a refused connection is a finding of the call', async () => {
    await workbench().clickLensAbove('GET http://127.0.0.1:9', send);
    await workbench()
      .panel.locator('h1')
      .filter({ hasText: /connection was refused/i })
      .waitFor();
    await pictures(workbench(), 'panel-refused');
    expect(await workbench().panel.locator('.call').count()).toBe(1);
    expect(await workbench().toasts.count()).toBe(0);
  });
});
