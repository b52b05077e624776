import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asCode, copyForms } from '../../../src/core/copy/asCode.ts';
import type { CopiedRequest } from '../../../src/core/copy/copiedRequest.ts';
import { runsOf } from '../builders/runsOf.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const put = {
  method: 'PUT',
  url: "https://contoso.vault.azure.net/secrets/it's?api-version=7.6",
  headers: [
    ['Authorization', 'Bearer canary-token'],
    ['Content-Type', 'application/json'],
    ['Cookie', 'canary-cookie'],
    ['Host', 'x'],
  ],
  body: bytes('{"a":"it\'s \\"x\\""}\n'),
} as const;

for (const form of copyForms) {
  test(`${form} holds the request and no credential`, () => {
    const text = asCode(form, put);
    expect(text).not.toMatch(/canary/);
    expect(text).toContain('contoso.vault.azure.net/secrets/it');
    expect(text.toLowerCase()).toContain('put');
    if (form !== 'az') expect(text).toContain('ACCESS_TOKEN');
  });
}

test('az asks for the resource of the vault', () => {
  expect(asCode('az', put)).toContain("--resource 'https://vault.azure.net'");
  expect(asCode('az', { ...put, url: 'https://a.managedhsm.azure.net/keys' })).toContain("--resource 'https://managedhsm.azure.net'");
  expect(asCode('az', { ...put, headers: [] })).toContain('--skip-authorization-header');
});

test('a header that stands twice is one entry of a table', () => {
  const twice = {
    ...put,
    headers: [
      ['X-A', '1'],
      ['x-a', '2'],
      ['Cookie', 'b'],
    ],
  } as const;
  expect(asCode('powershell', twice)).toContain("'X-A' = '1, 2'\n");
  expect(asCode('python', twice)).toContain('"X-A": "1, 2",\n');
});

test('no program adds a type to a body that has none', () => {
  const untyped = { ...put, headers: [] };
  expect(asCode('javascript', untyped)).toContain('body: Buffer.from("');
  expect(asCode('csharp', untyped)).toContain('new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes("');
});

test('C# takes U+0085 for the end of a line', () => {
  expect(asCode('csharp', { ...put, body: bytes('a\u0085b\u2028c') })).toContain('"a\\u0085b\\u2028c"');
});

/** Runs the JavaScript form with a `fetch` that only tells what it was given. */
async function told(source: string): Promise<unknown> {
  const run = new Function('fetch', 'process', 'console', `return (async () => {${source.replace('const response = await', 'return')}})()`);
  return run(async (url: string, init: unknown) => [url, init], { env: { ACCESS_TOKEN: 't' } }, { log: () => {} });
}

describe('what the text says is what was copied', () => {
  const requests = fc.record({ value: fc.string({ unit: 'binary', maxLength: 40 }), body: fc.string({ unit: 'binary', maxLength: 80 }) });

  test('JavaScript', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ value, body }) => {
        const text = asCode('javascript', { ...put, headers: [['Content-Type', value]], body: bytes(body) });
        const decoded = new TextDecoder().decode(bytes(body));
        expect(await told(text)).toEqual([
          put.url,
          { method: 'PUT', headers: [['Content-Type', value]], ...(body === '' ? {} : { body: decoded }) },
        ]);
      }),
      { numRuns: runsOf(100) },
    );
  });

  test.skipIf(spawnSync('python3', ['--version']).status !== 0)('Python reads it as one call', () => {
    const nasty = 'it\'s "x" \\ \n \u2028 é {x} %s';
    const text = asCode('python', { ...put, headers: [...put.headers, ['X', nasty]], body: bytes(nasty) });
    const script = `import ast,sys,json;c=ast.parse(sys.stdin.read()).body[2].value;print(json.dumps([c.args[1].value,[k.value for k in c.keywords[0].value.keys],c.keywords[0].value.values[3].value,c.keywords[1].value.func.value.value]))`;
    const read = JSON.parse(execFileSync('python3', ['-c', script], { input: text, encoding: 'utf8' }));
    expect(read).toEqual([put.url, ['Authorization', 'Content-Type', 'Cookie', 'X'], nasty, nasty]);
  });
});

describe('a body file', () => {
  const file = { ...put, body: [{ kind: 'file', path: "./it's.json", isTemplate: false }] } as const;
  test.each([
    ['curl', `--data-binary '@./it'\\''s.json'`],
    ['csharp', `new ByteArrayContent(System.IO.File.ReadAllBytes("./it's.json"))`],
    ['javascript', `body: readFileSync("./it's.json"),`],
    ['python', `data=open("./it's.json", "rb").read(),`],
    ['powershell', `-Body ([System.IO.File]::ReadAllBytes((Convert-Path -LiteralPath './it''s.json')))`],
    ['az', `--body '@./it'\\''s.json'`],
  ] as const)('of %s', (form, expected) => {
    expect(asCode(form, file)).toContain(expected);
  });
  test.each([
    ['curl', `part_1=$(cat -- './f') &&\ncurl`],
    ['csharp', `[.. System.Text.Encoding.UTF8.GetBytes("a"), .. System.IO.File.ReadAllBytes("./f")]`],
    ['javascript', `Buffer.concat([Buffer.from("a"), readFileSync("./f")])`],
    ['python', `data="a".encode("utf-8") + open("./f", "rb").read(),`],
    ['powershell', `-Body ([byte[]]([System.Text.Encoding]::UTF8.GetBytes('a') + [System.IO.File]::ReadAllBytes(`],
    ['az', `--body 'a'"$part_1"`],
  ] as const)('of %s behind a text', (form, expected) => {
    const parts = [{ kind: 'text', text: 'a' } as const, { kind: 'file', path: './f', isTemplate: false } as const];
    expect(asCode(form, { ...put, body: parts })).toContain(expected);
  });
  test('stands for bytes that a call does not show', () => {
    expect(asCode('curl', { ...put, body: bytes('[binary body removed]') })).toContain("--data-binary '@./body.bin'");
  });
});

describe('a hidden value', () => {
  const json = { ...put, body: bytes('{"value":"[redacted]"}') };
  const form = {
    ...put,
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: bytes('a=b&client_secret=[redacted]'),
  } as const;
  test.each([
    ['csharp', json, '"{\\"value\\":\\"" + System.Text.Json.JsonSerializer.Serialize(Needed("SECRET_VALUE"))[1..^1] + "\\"}"'],
    ['csharp', form, '"a=b&client_secret=" + Uri.EscapeDataString(Needed("SECRET_VALUE"))'],
    ['javascript', form, 'body: "a=b&client_secret=" + encodeURIComponent(needed("SECRET_VALUE")),'],
    ['python', json, 'data=("{\\"value\\":\\"" + json.dumps(os.environ["SECRET_VALUE"])[1:-1] + "\\"}").encode("utf-8"),'],
    ['python', form, 'urllib.parse.quote(os.environ["SECRET_VALUE"], safe="")'],
    ['powershell', json, `JavaScriptStringEncode(($env:SECRET_VALUE ?? $(throw 'SECRET_VALUE is not set.'))) + '"}')`],
    ['powershell', form, `[uri]::EscapeDataString(($env:SECRET_VALUE ?? $(throw 'SECRET_VALUE is not set.')))`],
    ['az', json, `--body '{"value":"'"$secret_value"'"}'`],
  ] as const)('in %s', (language, request, expected) => {
    expect(asCode(language, request)).toContain(expected);
  });
  test.each(copyForms)('in %s: each has a variable of its own, no mask is sent', language => {
    const text = asCode(language, { ...put, body: bytes('x [secret] y [token] z') });
    expect(text).toContain('SECRET_VALUE');
    expect(text).toContain('SECRET_VALUE_2');
    expect(text).not.toMatch(/\[secret\]|\[token\]/);
  });
  test('at the beginning of a text makes no JSON of it', () => {
    expect(asCode('javascript', { ...put, body: bytes('[secret] y') })).toContain('body: needed("SECRET_VALUE") + " y"');
  });

  const hasTools = process.platform !== 'win32' && spawnSync('jq', ['--version']).status === 0;
  const nasty = 'it\'s "x" \\ $HOME\n\té&=+';
  /** What a shell would hand to curl as the body, the program replaced by one that tells. */
  const body = (request: CopiedRequest, environment: Readonly<Record<string, string>>) =>
    spawnSync('/bin/sh', ['-c', `curl() { for each in "$@"; do last=$each; done; printf %s "$last"; }\n${asCode('curl', request)}`], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', ...environment },
    });
  test.skipIf(!hasTools)('in a shell is JSON in JSON, a form in a form', () => {
    expect(JSON.parse(body(json, { SECRET_VALUE: nasty }).stdout)).toEqual({ value: nasty });
    expect(new URLSearchParams(body(form, { SECRET_VALUE: encodeURI('a+b&c=d') }).stdout).get('client_secret')).toBe('a+b&c=d');
    expect(body({ ...put, body: bytes('x [secret]') }, { SECRET_VALUE: nasty }).stdout).toBe(`x ${nasty}`);
  });
  test.skipIf(!hasTools)('that is not set keeps a shell from sending', () => {
    for (const request of [json, form, { ...put, body: bytes('x [secret]') }]) {
      const { stdout, stderr, status } = body(request, {});
      expect({ stdout, stderr, isGood: status === 0 }).toEqual({
        stdout: '',
        stderr: expect.stringContaining('SECRET_VALUE'),
        isGood: false,
      });
    }
  });
});

describe('az takes a text that looks like the name of a file as it is', () => {
  test.each([
    ['@body', `printf %s '@body' | az rest`],
    ['a=@body', `printf %s 'a=@body' | az rest`],
  ])('%s', (text, expected) => {
    const copied = asCode('az', { ...put, body: bytes(text) });
    expect(copied).toContain(expected);
    expect(copied).toMatch(/--body @-$/);
  });
  test.each(['a@body', '{"a":"@body"}', 'a=b@c'])('%s is none', text => {
    expect(asCode('az', { ...put, body: bytes(text) })).toContain(`--body '${text}'`);
  });
});
