import { expect, test } from 'vitest';
import type { HeaderPair } from '../../../src/core/model/headers.ts';
import { sentSecrets } from '../../../src/core/run/sentSecrets.ts';

const plainUrl = 'https://contoso.vault.azure.net/secrets/db?api-version=7.6';

function found(parts: { readonly url?: string; readonly headers?: readonly HeaderPair[]; readonly body?: string }): readonly string[] {
  const { url = plainUrl, headers = [], body } = parts;
  const request = { url, headers, body: body === undefined ? undefined : new TextEncoder().encode(body) };
  return sentSecrets(request).map(secret => secret.reveal());
}

for (const [title, parts, expected] of [
  ['a secret value', { body: '{"value":"the new password","contentType":"text/plain"}' }, ['the new password']],
  ['the password of a certificate', { body: '{"value":"MIIKFAKEPFX","pwd":"opens-the-pfx"}' }, ['MIIKFAKEPFX', 'opens-the-pfx']],
  ['a private key', { body: '{"key":{"kty":"oct","k":"c2VjcmV0LWtleQ","n":"public-member"}}' }, ['c2VjcmV0LWtleQ']],
  ['the SAS of a backup', { body: '{"storageResourceUri":"https://x/","token":"sv=1&sig=signature"}' }, ['sv=1&sig=signature']],
  ['JSON that is cut off', { body: '{"value":"the new passw' }, ['the new passw']],
  ['a form', { body: 'client_id=app&client_secret=s%2Bcret-of-app' }, ['s+cret-of-app', 's%2Bcret-of-app']],
  ['a query', { url: `${plainUrl}&sv=1&sig=abc%2Bdefghi` }, ['abc+defghi', 'abc%2Bdefghi']],
  ['a key in a header', { headers: [['X-Api-Key', 'key-of-the-gateway']] }, ['key-of-the-gateway']],
  ['cookies', { headers: [['Cookie', 'a=1; session=longsession; b=c']] }, ['longsession']],
  [
    'Basic',
    { headers: [['Authorization', `Basic ${btoa('me:password-of-me')}`]] },
    [btoa('me:password-of-me'), 'me:password-of-me', 'password-of-me'],
  ],
  [
    'Basic as the dialects write it',
    { headers: [['Authorization', 'Basic me:password-of-me']] },
    ['me:password-of-me', 'me:password-of-me', 'password-of-me'],
  ],
  ['another scheme', { headers: [['Authorization', 'ApiKey 0123456789']] }, ['0123456789', 'ApiKey 0123456789']],
  ['what is short stands in every text', { body: '{"value":"true"}', headers: [['Cookie', 'a=1']] }, []],
  ['nothing', { headers: [['Accept', 'application/json']] }, []],
  ['binary', { body: '\u0000\uffff%%%=' }, []],
] as const) {
  test(title, () => expect(found(parts)).toEqual(expected));
}
