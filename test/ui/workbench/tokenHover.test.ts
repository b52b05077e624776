import { describe, expect, test } from 'vitest';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const day = 86_400;
const now = Math.floor(Date.now() / 1000);

function aToken(claims: object): string {
  const filled = {
    aud: 'https://vault.azure.net',
    iss: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/',
    tid: '11111111-1111-4111-8111-111111111111',
    appid: '22222222-2222-4222-8222-222222222222',
    oid: '33333333-3333-4333-8333-333333333333',
    iat: now - 300,
    nbf: now - 300,
    exp: now + 3300,
    ver: '1.0',
    ...claims,
  };
  return `${encode({ typ: 'JWT', alg: 'RS256', kid: 'made-up' })}.${encode(filled)}.${Buffer.from('not a signature').toString('base64url')}`;
}

describe('hovering a token in a file of any kind', () => {
  const workbench = useWorkbench({
    files: {
      'notes.md': `# Found in a log\n\nauthorization Bearer ${aToken({ aud: 'https://vault.azure.net/' })}\n`,
      'service.log': `GET 401 ${aToken({ exp: now - 3 * day, nbf: now - 4 * day, iat: now - 4 * day })}\n`,
    },
    openFile: 'notes.md',
  });
  /** A slow answer says "Loading..." before it comes. */
  const hover = async (): Promise<string> => {
    const content = (await workbench().hover('eyJ')).filter({ hasText: 'Access token' }).first();
    await content.waitFor();
    return content.innerText();
  };

  test('decodes it and judges its audience', async () => {
    const text = await hover();
    expect(text).toContain('https://vault.azure.net/');
    expect(text).toMatch(/slash/);
    expect(text).toContain('not verified');
    await pictures(workbench(), 'hover', hover);
  });

  test('says how long ago it expired', async () => {
    await workbench().openFile('service.log');
    expect(await hover()).toMatch(/expired \d+ days? ago/);
  });
});
