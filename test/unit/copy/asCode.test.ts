import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asCode, copyForms } from '../../../src/core/copy/asCode.ts';
import { copyOfResolved } from '../../../src/core/copy/copiedRequest.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../src/core/language/syntax.ts';
import { resolveRequest } from '../../../src/core/resolve/resolveRequest.ts';
import { runsOf } from '../builders/runsOf.ts';
import { aSource } from '../resolve/variableSources.ts';

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

test('a request of a file has a token where its flow sends one, and no secret', async () => {
  const text = `# @vault contoso\n# @prompt password\nPUT /secrets/a?api-version=7.6&x={{%password}}\nX: {{password}}\n\n{"value":"plain-secret","b":"{{password}}"}\n`;
  const document = parseDocument(text);
  const block = requestBlocks(document)[0];
  if (block === undefined) throw new Error('no request');
  const resolution = await resolveRequest(document, block, aSource({ prompt: async () => 'canary/1' }));
  if (resolution.kind === 'problems') throw new Error(JSON.stringify(resolution.problems));
  for (const form of copyForms) {
    const copied = asCode(form, copyOfResolved(resolution.request));
    expect(copied).not.toMatch(/canary|plain-secret/);
    if (form !== 'az') expect(copied).toContain('ACCESS_TOKEN');
    expect(asCode(form, copyOfResolved({ ...resolution.request, flow: 'anonymous' }))).not.toContain('ACCESS_TOKEN');
  }
});
