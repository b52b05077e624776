import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asCurl } from '../../../src/core/copy/asCurl.ts';
import { importCurl } from '../../../src/core/copy/importCurl.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../src/core/language/syntax.ts';
import { resolveRequest } from '../../../src/core/resolve/resolveRequest.ts';
import { runsOf } from '../builders/runsOf.ts';
import { aSource } from '../resolve/variableSources.ts';

function imported(text: string): string {
  const result = importCurl(text);
  return result.kind === 'request' ? result.text : `! ${result.message}`;
}

test.each([
  ['curl https://a.io/x', 'GET https://a.io/x\n'],
  ['$ curl a.io', 'GET https://a.io\n'],
  ['C:\\\\Windows\\\\curl.exe -I "https://a.io"', 'HEAD https://a.io\n'],
  ["curl -X delete 'https://a.io/it'\\''s'", "DELETE https://a.io/it's\n"],
  ["curl -sSL -H 'A: b' -HC:d https://a.io", '# @follow-redirect\nGET https://a.io\nA: b\nC: d\n'],
  ['curl https://a.io \\\n  -d a=1 -d b=2', 'POST https://a.io\nContent-Type: application/x-www-form-urlencoded\n\na=1&b=2\n'],
  [
    'curl https://a.io ^\r\n  --json "{\\"a\\":1}"',
    'POST https://a.io\nContent-Type: application/json\nAccept: application/json\n\n{"a":1}\n',
  ],
  ['curl -G https://a.io?x=1 --data-urlencode "q=a b&c"', 'GET https://a.io?x=1&q=a+b%26c\n'],
  ['curl -T ./f.bin https://a.io', 'PUT https://a.io\n\n< ./f.bin\n'],
  ['curl --data-binary @f.json https://a.io -H "Content-Type: x/y"', 'POST https://a.io\nContent-Type: x/y\n\n< f.json\n'],
  ['curl -m 2.5 https://a.io', '# @timeout 2500ms\nGET https://a.io\n'],
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
    'curl "https://a.io/$NAME/${B}" -d \'$C {{x}}\' -H "Content-Type: t"',
    'POST https://a.io/{{$processEnv NAME}}/{{$processEnv B}}\nContent-Type: t\n\n$C \\{\\{x}}\n',
  ],
  [
    "curl https://a.io --data-raw $'a\\u0041\\n# b' -H 'Content-Type: t'",
    '# @keep-comments\nPOST https://a.io\nContent-Type: t\n\naA\n# b\n',
  ],
  ["curl https://a.io -d '{{{ {{{{' -H 'Content-Type: t'", 'POST https://a.io\nContent-Type: t\n\n{\\{\\{ \\{\\{\\{\\{\n'],
  // As browsers write it for cmd.exe, today and some years ago.
  [
    'curl -X PUT ^"https://a.io/x^?a=1^&b=^%^20^$c^" ^\r\n  -H ^"A: it\'s^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1,^\n\n^\\^"b^\\^":^\\^"c^\\^\\d^\\^"^}^"',
    'PUT https://a.io/x?a=1&b=%20$c\nA: it\'s\nContent-Type: application/x-www-form-urlencoded\n\n{"a":1,\n"b":"c\\d"}\n',
  ],
  [
    'curl "https://a.io/a"%"20b" ^\n  -H "A: $b" ^\n  --data-binary "{\\"a\\":\\"b^^c\\"}" ^\n  --compressed',
    'POST https://a.io/a%20b\nA: $b\nContent-Type: application/x-www-form-urlencoded\n\n{"a":"b^c"}\n',
  ],
  ['curl https://a.io -d @f', 'POST https://a.io\nContent-Type: application/x-www-form-urlencoded\n\n< f\n'],
  ['curl https://a.io --data-binary @-', 'POST https://a.io\nContent-Type: application/x-www-form-urlencoded\n'],
  [
    "curl https://a.io --data-urlencode 'a@f.txt' --data-urlencode 'b=c@d e'",
    'POST https://a.io\nContent-Type: application/x-www-form-urlencoded\n\nb=c%40d+e\n',
  ],
  ["curl https://a.io --json '{}' -H 'content-type: x/y'", 'POST https://a.io\ncontent-type: x/y\nAccept: application/json\n\n{}\n'],
  ["curl https://a.io -d a -H 'Content-Type:'", 'POST https://a.io\n\na\n'],
  [`curl https://a.io -d '<a b="c"/>' -H 'Content-Type: t'`, 'POST https://a.io\nContent-Type: t\n\n<a b="c"/>\n'],
  [
    'curl -u me:pass https://a.io',
    '# @prompt token Credential for the Authorization header\nGET https://a.io\nAuthorization: Basic {{token}}\n',
  ],
  ['curl -F a=b https://a.io', 'POST https://a.io\n'],
  ['curl -K f --url-query a=b --url-query "+c d" --mail-from x https://a.io?z', 'GET https://a.io?z&a=b&c d\n'],
  ['curl https://a.io | jq .', 'GET https://a.io\n'],
  ['curl https://a.io; rm -rf x', 'GET https://a.io\n'],
  ['curl https://a.io?a=1&b=2 > f 2>&1', 'GET https://a.io?a=1&b=2\n'],
  ['curl https://<vault>.vault.azure.net/x', 'GET https://<vault>.vault.azure.net/x\n'],
  ['curl https://a.io --next https://b.io', 'GET https://a.io\n'],
  ["curl 'https://a.io", "! A quote (') is never closed. Copy the whole command."],
  ['wget https://a.io', '! This is no cURL command: it must begin with "curl".'],
  ['curl -s', '! The command names no URL.'],
])('%s', (command, text) => {
  expect(imported(command)).toBe(text);
});

describe('credentials', () => {
  test('a token for a vault is left out', () => {
    const result = importCurl("curl https://contoso.vault.azure.net/secrets/a?api-version=7.6 -H 'Authorization: Bearer canary'");
    expect(result).toEqual({
      kind: 'request',
      text: 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6\n',
      notes: [expect.stringContaining('left out')],
    });
  });
  test.each(["-H 'Authorization: Bearer canary'", '--oauth2-bearer canary', "-u 'me:canary'", "-H 'authorization: canary'"])(
    '%s is not taken over',
    options => {
      expect(JSON.stringify(importCurl(`curl https://a.io ${options}`))).not.toContain('canary');
    },
  );
  test('a variable of the shell stays one', () => {
    expect(imported('curl https://a.io -H "Authorization: Bearer $TOKEN"')).toContain('Authorization: Bearer {{$processEnv TOKEN}}');
  });
});

describe('what is left out is told', () => {
  test.each([
    ["curl -k --proto '=https' -F a=b https://a.io", 3],
    ['curl https://a.io -d @-', 1],
    ['curl https://a.io -T -', 1],
    ['curl https://a.io -d @f', 1],
    ['curl https://a.io --data-binary @f', 0],
    ["curl https://a.io --data-urlencode 'a@f.txt'", 1],
    ['curl https://a.io -H @f', 1],
    ["curl https://a.io -H 'no colon'", 1],
    ["curl https://a.io -H 'Accept:'", 0],
    ["curl -X 'p u t' https://a.io", 1],
    ['curl https://a.io | jq .', 1],
    ['curl https://a.io && echo x', 1],
    ['curl https://a.io > f', 1],
    ['curl https://a.io --next https://b.io', 1],
    ['curl "https://a.io/$(cat f)"', 1],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
    ['curl https://a.io/${A:-b}', 1],
    ["curl 'https://a.io/$(cat f)'", 0],
    ["curl https://a.io -d ''", 0],
    ["curl https://a.io -d 'a\n  >> o.json'", 1],
    ["curl https://a.io -d 'a\n  > two words'", 0],
    ['curl https://a.io https://b.io', 1],
  ])('%s', (command, count) => {
    const result = importCurl(command);
    expect(result.kind === 'request' && result.notes).toHaveLength(count);
  });
});

test('what was copied as cURL comes back', async () => {
  const word = fc.string({ unit: fc.constantFrom(...'ab \'"\\$`{}#/?&=<>%é'), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(word, word, async (value, body) => {
      const request = {
        method: 'PUT',
        url: 'https://a.io/x?y=1',
        headers: [['X', `v${value}v`] as const, ['Content-Type', 'text/plain'] as const],
        body: new TextEncoder().encode(`b${body}b`),
      };
      fc.pre(!/[^\x20-\x7e\xa0-\xff]/.test(value));
      // A request file has no spelling of its own for backslashes right before braces (rule 41 of the dialects knows pairs alone).
      fc.pre(!/\\\{|\\\}\\\}/.test(`${value}\n${body}`));
      const result = importCurl(asCurl(request));
      if (result.kind === 'problem') throw new Error(result.message);
      const document = parseDocument(result.text);
      const block = requestBlocks(document)[0];
      if (block === undefined) throw new Error('no request');
      const resolution = await resolveRequest(document, block, aSource());
      if (resolution.kind === 'problems') throw new Error(JSON.stringify(resolution.problems));
      expect(resolution.request).toMatchObject({ method: 'PUT', url: request.url, headers: request.headers });
      expect(new TextDecoder().decode(resolution.request.body)).toBe(`b${body}b`);
    }),
    { numRuns: runsOf(200) },
  );
});

test('no text throws', () => {
  const parts = fc.constantFrom(
    'curl',
    ' ',
    "'",
    '"',
    '\\',
    '$',
    '{',
    '}',
    '\n',
    '-',
    '--',
    'H',
    'd',
    '@',
    ':',
    'https://a.io',
    "$'",
    '^',
    '`',
    '=',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), pieces => {
      const result = importCurl(`curl ${pieces.join('')}`);
      if (result.kind === 'request') expect(requestBlocks(parseDocument(result.text)).length).toBeLessThan(2);
    }),
    { numRuns: runsOf(500) },
  );
});
