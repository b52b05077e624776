import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asCurl } from '../../../src/core/copy/asCurl.ts';
import type { WireRequest } from '../../../src/core/model/wire.ts';

const request = (over: Partial<WireRequest>): WireRequest => ({
  method: 'GET',
  url: 'https://contoso.vault.azure.net/secrets/db?api-version=7.6',
  headers: [],
  body: undefined,
  ...over,
});

test('holds a placeholder for the token, whatever the header says', () => {
  const text = asCurl(
    request({
      headers: [
        ['authorization', 'Bearer canary'],
        ['Accept', '*/*'],
        ['Host', 'contoso'],
        ['Content-Length', '1'],
      ],
    }),
  );
  expect(text).toBe(
    [
      "curl --request GET 'https://contoso.vault.azure.net/secrets/db?api-version=7.6' \\",
      '  --header "Authorization: Bearer $ACCESS_TOKEN" \\',
      "  --header 'Accept: */*'",
    ].join('\n'),
  );
});

test.each([
  ['HEAD waits for no body', request({ method: 'HEAD' }), "curl --head 'https://contoso.vault.azure.net/secrets/db?api-version=7.6'"],
  ['an empty header is sent', request({ headers: [['X', '']] }), "--header 'X;'"],
  ['a body has no type of its own', request({ method: 'PUT', body: new TextEncoder().encode('{}') }), "--header 'Content-Type:'"],
  ['brackets and braces stand for themselves', request({ url: 'https://a.io/{{name}}?a[0]=1' }), '--globoff'],
])('%s', (_, wire, expected) => {
  expect(asCurl(wire)).toContain(expected);
});

test.skipIf(process.platform === 'win32')('a shell reads every text as it is', () => {
  const nasty = `it's $(id) \`id\` "quoted" \\ !x $HOME`;
  const text = asCurl(request({ method: 'PUT', headers: [['X-Nasty', nasty]], body: new TextEncoder().encode(`{"value": "${nasty}"}\n`) }));
  const shell = `set -- ${text.replace(/^curl /, '')}; for each in "$@"; do printf '%s\\0' "$each"; done`;
  const words = execFileSync('/bin/sh', ['-c', shell], { encoding: 'utf8' }).split('\0');
  expect(words).toContain(`X-Nasty: ${nasty}`);
  expect(words).toContain(`{"value": "${nasty}"}\n`);
});
