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
  ['curl https://a.io/x', '# @flow anonymous\nGET https://a.io/x\n'],
  ['$ curl a.io', '# @flow anonymous\nGET https://a.io\n'],
  ['C:\\\\Windows\\\\curl.exe -I "https://a.io"', '# @flow anonymous\nHEAD https://a.io\n'],
  ["curl -X delete 'https://a.io/it'\\''s'", "# @flow anonymous\nDELETE https://a.io/it's\n"],
  ["curl -sSL -H 'A: b' -HC:d https://a.io", '# @flow anonymous\n# @follow-redirect\nGET https://a.io\nA: b\nC: d\n'],
  [
    'curl https://a.io \\\n  -d a=1 -d b=2',
    '# @flow anonymous\nPOST https://a.io\nContent-Type: application/x-www-form-urlencoded\n\na=1&b=2\n',
  ],
  [
    'curl https://a.io ^\r\n  --json "{\\"a\\":1}"',
    '# @flow anonymous\nPOST https://a.io\nContent-Type: application/json\nAccept: application/json\n\n{"a":1}\n',
  ],
  ['curl -G https://a.io?x=1 --data-urlencode "q=a b&c"', '# @flow anonymous\nGET https://a.io?x=1&q=a+b%26c\n'],
  ['curl -T ./f.bin https://a.io', '# @flow anonymous\nPUT https://a.io\n\n< ./f.bin\n'],
  [
    'curl --data-binary @f.json https://a.io -H "Content-Type: x/y"',
    '# @flow anonymous\nPOST https://a.io\nContent-Type: x/y\n\n< f.json\n',
  ],
  ['curl -m 2.5 https://a.io', '# @flow anonymous\n# @timeout 2500ms\nGET https://a.io\n'],
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
    'curl "https://a.io/$NAME/${B}" -d \'$C {{x}}\' -H "Content-Type: t"',
    '# @flow anonymous\nPOST https://a.io/{{$processEnv NAME}}/{{$processEnv B}}\nContent-Type: t\n\n$C \\{\\{x}}\n',
  ],
  [
    "curl https://a.io --data-raw $'a\\u0041\\n# b' -H 'Content-Type: t'",
    '# @flow anonymous\n# @keep-comments\nPOST https://a.io\nContent-Type: t\n\naA\n# b\n',
  ],
  [
    "curl https://a.io -d '{{{ {{{{' -H 'Content-Type: t'",
    '# @flow anonymous\nPOST https://a.io\nContent-Type: t\n\n{\\{\\{ \\{\\{\\{\\{\n',
  ],
  // As browsers write it for cmd.exe, today and some years ago.
  [
    'curl -X PUT ^"https://a.io/x^?a=1^&b=^%^20^$c^" ^\r\n  -H ^"A: it\'s^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1,^\n\n^\\^"b^\\^":^\\^"c^\\^\\d^\\^"^}^"',
    '# @flow anonymous\nPUT https://a.io/x?a=1&b=%20$c\nA: it\'s\nContent-Type: application/x-www-form-urlencoded\n\n{"a":1,\n"b":"c\\d"}\n',
  ],
  [
    'curl "https://a.io/a"%"20b" ^\n  -H "A: $b" ^\n  --data-binary "{\\"a\\":\\"b^^c\\"}" ^\n  --compressed',
    '# @flow anonymous\nPOST https://a.io/a%20b\nA: $b\nContent-Type: application/x-www-form-urlencoded\n\n{"a":"b^c"}\n',
  ],
  ['curl https://a.io -d @f', '# @flow anonymous\nPOST https://a.io\nContent-Type: application/x-www-form-urlencoded\n\n< f\n'],
  ['curl https://a.io --data-binary @-', '# @flow anonymous\nPOST https://a.io\nContent-Type: application/x-www-form-urlencoded\n'],
  [
    "curl https://a.io --data-urlencode 'a@f.txt' --data-urlencode 'b=c@d e'",
    '# @flow anonymous\nPOST https://a.io\nContent-Type: application/x-www-form-urlencoded\n\nb=c%40d+e\n',
  ],
  [
    "curl https://a.io --json '{}' -H 'content-type: x/y'",
    '# @flow anonymous\nPOST https://a.io\ncontent-type: x/y\nAccept: application/json\n\n{}\n',
  ],
  ["curl https://a.io -d a -H 'Content-Type:'", '# @flow anonymous\nPOST https://a.io\n\na\n'],
  [`curl https://a.io -d '<a b="c"/>' -H 'Content-Type: t'`, '# @flow anonymous\nPOST https://a.io\nContent-Type: t\n\n<a b="c"/>\n'],
  [
    'curl -u me:pass https://a.io',
    '# @prompt token Credential for the Authorization header\nGET https://a.io\nAuthorization: Basic {{token}}\n',
  ],
  // A variable of the shell is encoded when the request is sent: only one of the file can be.
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
    'curl https://login.microsoftonline.com/t/oauth2/v2.0/token -d grant_type=x --data-urlencode "client_secret=${CLIENT_SECRET}" --data-urlencode "a=$V b&$V-$v"',
    '@clientSecret = {{$processEnv CLIENT_SECRET}}\n@v = {{$processEnv V}}\n@v2 = {{$processEnv v}}\n# @flow anonymous\nPOST https://login.microsoftonline.com/t/oauth2/v2.0/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=x&client_secret={{%clientSecret}}&a={{%v}}+b%26{{%v}}-{{%v2}}\n',
  ],
  [
    'curl -G https://contoso.vault.azure.net/secrets --data-urlencode "api-version=$V" --url-query "x=$_1" --url-query "+y=$V"',
    '@v = {{$processEnv V}}\n@value1 = {{$processEnv _1}}\nGET https://contoso.vault.azure.net/secrets?x={{%value1}}&y={{$processEnv V}}&api-version={{%v}}\n',
  ],
  // Braces of a text open no variable, in however many pieces they stand.
  [`curl https://contoso.vault.azure.net -H X:'{'"{a" -H Y:\\{\\{b}}`, 'GET https://contoso.vault.azure.net\nX: \\{\\{a\nY: \\{\\{b}}\n'],
  [
    "curl https://a.io --data-urlencode 'a={{b}} $c'",
    '# @flow anonymous\nPOST https://a.io\nContent-Type: application/x-www-form-urlencoded\n\na=%7B%7Bb%7D%7D+%24c\n',
  ],
  ['curl -F a=b https://a.io', '# @flow anonymous\nPOST https://a.io\n'],
  ['curl -K f --url-query a=b --url-query "+c d" --mail-from x https://a.io?z', '# @flow anonymous\nGET https://a.io?z&a=b&c d\n'],
  ['curl https://a.io | jq .', '# @flow anonymous\nGET https://a.io\n'],
  ['curl https://a.io; rm -rf x', '# @flow anonymous\nGET https://a.io\n'],
  ['curl https://a.io?a=1&b=2 > f 2>&1', '# @flow anonymous\nGET https://a.io?a=1&b=2\n'],
  ['curl https://<vault>.vault.azure.net/x', 'GET https://<vault>.vault.azure.net/x\n'],
  ['curl https://a.io --next https://b.io', '# @flow anonymous\nGET https://a.io\n'],
  ["curl 'https://a.io", "! A quote (') is never closed. Copy the whole command."],
  ['wget https://a.io', '! This is no cURL command: it must begin with "curl".'],
  ['curl -s', '! The command names no URL.'],
])('%s', (command, text) => {
  expect(imported(command)).toBe(text);
});

describe('a command for PowerShell', () => {
  test.each([
    ['curl "https://$env:VAULT.vault.azure.net/x"', 'GET https://{{$processEnv VAULT}}.vault.azure.net/x\n'],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
      'curl.exe https://contoso.vault.azure.net/${env:NAME}/$ENV:B',
      'GET https://contoso.vault.azure.net/{{$processEnv NAME}}/{{$processEnv B}}\n',
    ],
    ['curl -T f https://contoso.vault.azure.net -H "A: {`"b`":`"c`"}"', 'PUT https://contoso.vault.azure.net\nA: {"b":"c"}\n\n< f\n'],
    [
      'curl https://contoso.vault.azure.net `\r\n  -H \'A: it\'\'s `x\' `\n -H "B: `$x ""q"" ``\\"',
      'GET https://contoso.vault.azure.net\nA: it\'s `x\nB: $x "q" `\\\n',
    ],
    [
      'curl https://contoso.vault.azure.net `\n -d "{{a}} $b"; ls',
      'POST https://contoso.vault.azure.net\nContent-Type: application/x-www-form-urlencoded\n\n\\{\\{a}} {{$processEnv b}}\n',
    ],
    ['curl https://contoso.vault.azure.net `\n -H "a', '! A quote (") is never closed. Copy the whole command.'],
  ])('%s', (command, text) => {
    expect(imported(command)).toBe(text);
  });
  test.each([
    ['a command of a POSIX shell', 'curl https://contoso.vault.azure.net -H "X: `date`" -H "Y: a\\"b"', 'X: `date`\nY: a"b\n'],
    [
      'backticks in the quotes of a POSIX shell',
      'curl https://contoso.vault.azure.net \\\n -H \'X: `"a"\' -H "Y: \\"b"',
      'X: `"a"\nY: "b\n',
    ],
    ['a port behind a variable', 'curl https://contoso.vault.azure.net -H "X: $env:8080"', 'X: {{$processEnv env}}:8080\n'],
  ])('is not %s', (_, command, end) => {
    expect(imported(command)).toBe(`GET https://contoso.vault.azure.net\n${end}`);
  });
  test('says what it would run', () => {
    const result = importCurl('curl https://a.io/x `\n -H "A: $(Get-Date)" -d \'$(b)\'');
    expect(result.kind === 'request' && result.notes).toEqual([expect.stringContaining('run or work out')]);
  });
});

test.each([
  ['\\xc3\\xa9 \\303\\251', 'é é'],
  ['\\U0001f600 \\ud83d\\ude00 \\u00e9', '😀 😀 é'],
  ['\\041 \\1011', '! A1'],
  ['\\xff \\Uffffffff', '\ufffd \ufffd'],
  ["\\'\\q", "'q"],
])("$'%s' is %s", (written, text) => {
  expect(imported(`curl -H 'A: b' https://contoso.vault.azure.net -H $'X: ${written}'`)).toBe(
    `GET https://contoso.vault.azure.net\nA: b\nX: ${text}\n`,
  );
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
  test.each([
    ['Authorization: Bearer $TOKEN', 'Authorization: Bearer {{$processEnv TOKEN}}'],
    ['Authorization: $AUTH', 'Authorization: {{$processEnv AUTH}}'],
    ['authorization: SharedAccessSignature $SAS', 'Authorization: SharedAccessSignature {{$processEnv SAS}}'],
  ])('%s: a variable of the shell stays one, with what is written before it', (header, line) => {
    expect(imported(`curl https://a.io -H "${header}"`)).toBe(`GET https://a.io\n${line}\n`);
  });
  test.each(['https://me:canary@a.io/x@y', 'me:can@canary@a.io/x@y', 'https://$ME:canary@a.io/x@y'])(
    '%s gives neither name nor password away',
    url => {
      const result = importCurl(`curl "${url}"`);
      expect(result).toEqual({
        kind: 'request',
        text: '# @prompt token Credential for the Authorization header\nGET https://a.io/x@y\nAuthorization: Basic {{token}}\n',
        notes: [expect.stringContaining('credential')],
      });
    },
  );
  test('a header of its own comes before a name in the URL', () => {
    expect(imported('curl https://me:canary@a.io -H "Authorization: $AUTH"')).toBe(
      'GET https://a.io\nAuthorization: {{$processEnv AUTH}}\n',
    );
  });
});

describe('a request that no token belongs to goes without one', () => {
  test.each([
    ['https://login.microsoftonline.com/common/oauth2/v2.0/token', true],
    ['https://169.254.169.254/metadata/identity/oauth2/token', true],
    ['https://contoso.vault.azure.net/secrets/a', false],
    ['https://contoso.managedhsm.azure.net/keys', false],
    ['https://contoso.vaultcore.azure.net/keys', false],
    ['https://management.azure.com/subscriptions', false],
    ['https://$VAULT.vault.azure.net/secrets/a', false],
    ['https://$HOST/secrets/a', false],
    ['$URL/secrets/a', false],
    ['https://<host>/x', false],
  ])('%s', (url, isAnonymous) => {
    expect(imported(`curl ${url}`).includes('# @flow anonymous')).toBe(isAnonymous);
    expect(imported(`curl ${url} -u a:b`)).not.toContain('# @flow');
  });
});

test('an encoded variable of the shell is asked for, and sent encoded', async () => {
  const result = importCurl('curl https://a.io/x --data-urlencode "client_secret=$CLIENT_SECRET"');
  const document = parseDocument(result.kind === 'request' ? result.text : '');
  const [block] = requestBlocks(document);
  if (block === undefined) throw new Error('no request');
  const asked: string[] = [];
  const processEnv = async (name: string) => {
    asked.push(name);
    return 'a b&c=1';
  };
  const resolution = await resolveRequest(document, block, aSource({ processEnv }));
  if (resolution.kind === 'problems') throw new Error(JSON.stringify(resolution.problems));
  expect(asked).toEqual(['CLIENT_SECRET']);
  expect(new TextDecoder().decode(resolution.request.body)).toBe('client_secret=a%20b%26c%3D1');
  expect(resolution.request.flow).toBe('anonymous');
  expect(resolution.request.secrets.map(secret => secret.reveal())).toContain('a b&c=1');
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
    ["curl https://a.io -d '\\{\\{x'", 1],
    ['curl https://a.io -d "x\\}\\}"', 1],
    ["curl https://a.io -d '{{x}} \\{x\\}'", 0],
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
