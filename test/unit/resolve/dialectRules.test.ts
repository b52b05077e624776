import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { selectRequest } from '../../../src/core/language/selectRequest.ts';
import type { ResolvedRequest } from '../../../src/core/model/resolvedRequest.ts';
import { readEnvironments } from '../../../src/core/resolve/environment/readEnvironments.ts';
import { type Resolution, resolveRequest } from '../../../src/core/resolve/resolveRequest.ts';
import type { VariableSources } from '../../../src/core/resolve/variableSources.ts';
import { aSource } from './variableSources.ts';

async function resolve(text: string, sources: Partial<VariableSources> = {}): Promise<Resolution> {
  const document = parseDocument(text);
  const block = selectRequest(document, { kind: 'name', name: 'r' }) ?? selectRequest(document, { kind: 'first' });
  if (block === undefined) throw new Error('no request');
  return resolveRequest(document, block, aSource(sources));
}

async function request(text: string, sources: Partial<VariableSources> = {}): Promise<ResolvedRequest> {
  const resolution = await resolve(text, sources);
  if (resolution.kind === 'problems') throw new Error(resolution.problems.map(({ code, message }) => `${code}: ${message}`).join(' '));
  return resolution.request;
}

/** What `{{expression}}` becomes in a header. */
async function headerOf(expression: string, sources: Partial<VariableSources> = {}, above = ''): Promise<string | undefined> {
  return (await request(`${above}GET https://a.io\nX: ${expression}`, sources)).headers[0]?.[1];
}

async function errorsOf(text: string, sources: Partial<VariableSources> = {}): Promise<readonly string[]> {
  const resolution = await resolve(text, sources);
  return resolution.kind === 'resolved' ? [] : resolution.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('where a request goes', () => {
  for (const [rule, text, url] of [
    ['14 a Host header, https', 'GET /secrets\nHost: contoso.vault.azure.net', 'https://contoso.vault.azure.net/secrets'],
    ['14 a Host header with a port', 'GET /x\nHost: a.io:8080', 'https://a.io:8080/x'],
    ['14 a Host header of this machine', 'GET /x\nHost: localhost:8080', 'http://localhost:8080/x'],
    ['15 no scheme', 'GET a.io/x', 'https://a.io/x'],
    ['18 the fragment is not sent', 'GET https://a.io/x#y', 'https://a.io/x'],
    ['42 percent-encoding', '@a = b/c d\nGET https://a.io/{{%a}}', 'https://a.io/b%2Fc%20d'],
  ] as const) {
    test(rule, async () => expect((await request(text)).url).toBe(url));
  }
  test('14 http goes to this machine alone', async () => expect(await errorsOf('GET http://a.io')).toEqual(['plain-http']));
});

describe('values', () => {
  const environment = { e: 'env', both: 'env' };
  for (const [rule, expression, value, above] of [
    ['36 quotes are text', '{{a}}', '"q v"', '@a = "q v"\n'],
    ['37 a tab', '{{a}}', 'x\ty', '@a = x\\ty\n'],
    ['38 the nearest above', '{{a}}', '2', '@a = 1\n###\n@a = 2\n# @name r\n'],
    ['38 else the one below', '{{a}}', '3', '# @name r\n'],
    ['39 file before environment', '{{both}}', 'file', '@both = file\n'],
    ['39 environment', '{{e}}', 'env', ''],
    ['41 escaped braces', '\\{\\{e\\}\\}', '{{e}}', ''],
    ['43 spaces', '{{  e  }}', 'env', ''],
    ['44 $guid', '{{$guid}}', '6f1f4d0c-8d5e-4c6e-9d0a-3b1c2d3e4f50', ''],
    ['44 $uuid', '{{$uuid}}', '6f1f4d0c-8d5e-4c6e-9d0a-3b1c2d3e4f50', ''],
    ['44 $random.uuid', '{{$random.uuid}}', '6f1f4d0c-8d5e-4c6e-9d0a-3b1c2d3e4f50', ''],
    ['45 seconds', '{{$timestamp}}', '1795257015', ''],
    ['45 seconds with an offset too', '{{$timestamp 0 s}}', '1795257015', ''],
    ['46 years', '{{$datetime "YYYY" -1 y}}', '2025', ''],
    ['46 quarters', '{{$datetime "YYYY-MM-DD" 1 Q}}', '2027-02-21', ''],
    ['46 milliseconds', '{{$datetime "SSS" 5 ms}}', '255', ''],
    ['47 rfc1123', '{{$datetime rfc1123}}', 'Sat, 21 Nov 2026 10:30:15 GMT', ''],
    ['47 iso8601', '{{$datetime iso8601}}', '2026-11-21T10:30:15.250Z', ''],
    ['47 no format', '{{$datetime}}', '2026-11-21T10:30:15.250Z', ''],
    ['47 local', '{{$localDatetime "HH:mm Z"}}', '12:30 +02:00', ''],
    ['48 no range', '{{$randomInt}}', '0', ''],
    ['48 a range', '{{$randomInt 5 9}}', '5', ''],
  ] as const) {
    const below = rule.startsWith('38 else') ? '\n\n###\n@a = 3\n###\n@a = 4' : '';
    test(rule, async () => expect(await headerOf(`${expression}${below}`, { environment }, above)).toBe(value));
  }

  test('39 prompt before file', async () => {
    expect(await headerOf('{{a}}', { prompt: async () => 'typed' }, '@a = file\n# @prompt a\n')).toBe('typed');
  });
  test('39 a named environment before $shared', () => {
    const files = [{ path: 'http-client.env.json', text: '{"dev":{"a":"1"},"$shared":{"a":"2","b":"3"}}' }];
    expect(readEnvironments(files).select('dev').variables).toEqual({ a: '1', b: '3' });
  });
  test('40 an unset variable blocks', async () => expect(await errorsOf('GET https://a.io/{{x}}')).toEqual(['unset-variable']));
  test('46 another unit is a mistake', async () =>
    expect(await errorsOf('GET https://a.io/{{$timestamp 1 x}}')).toEqual(['dynamic-variable']));
  test('47 .NET tokens are hinted', async () => {
    const resolution = await resolve('GET https://a.io\nX: {{$datetime "yyyy-MM-dd"}}');
    expect(resolution.kind === 'resolved' && resolution.warnings.map(({ code }) => code)).toEqual(['date-format']);
  });
  test('31 files for the answer', async () => {
    const { answerFiles } = await request('@n = a b\nGET https://a.io\n\n>> {{n}}.json\n>>! ./x/{{n}}.json  ');
    expect(answerFiles).toEqual([
      { path: 'a b.json', replaces: false },
      { path: './x/a b.json', replaces: true },
    ]);
    expect(await errorsOf('GET https://a.io\n\n>> {{nothing}}.json')).toEqual(['unset-variable']);
  });
  for (const [what, above, expected] of [
    ['in a file written for httpYac', '{{\n  exports.a = 1;\n}}\n', ['timestamp-seconds']],
    ['by its checks', '?? js a == 1\n', ['timestamp-seconds']],
    ['by its directives', '# @loop for 3\n', ['timestamp-seconds']],
    ['in any other file', '', []],
  ] as const) {
    test(`45 seconds are told ${what}`, async () => {
      const codes = async (text: string) => {
        const resolution = await resolve(`${above}${text}`);
        return resolution.kind === 'resolved' && resolution.warnings.map(({ code }) => code).filter(code => code === 'timestamp-seconds');
      };
      expect(await codes('GET https://a.io\nX: {{$timestamp}}')).toEqual(expected);
      expect(await codes('GET https://a.io\nX: {{$timestamp 0 s}}')).toEqual([]);
    });
  }
  test('49 $processEnv', async () => {
    const processEnv = async (name: string) => (name === 'HOME' ? '/root' : undefined);
    expect(await headerOf('{{$processEnv HOME}}', { processEnv })).toBe('/root');
    expect(await headerOf('{{$processEnv %which}}', { processEnv }, '@which = HOME\n')).toBe('/root');
    expect(await errorsOf('GET https://a.io/{{$processEnv NONE}}', { processEnv })).toEqual(['environment-variable']);
  });
  test('50 $dotenv in either spelling', async () => {
    const dotenv = async (name: string) => `of ${name}`;
    expect(await headerOf('{{$dotenv A}} {{$dotEnv B}}', { dotenv })).toBe('of A of B');
  });
});

describe('answers of other requests', () => {
  const login = '# @name log-in\nGET https://a.io\n###\n# @name r\n';
  const reference = async (name: string, path: string) => `<${name} ${path}>`;
  for (const [rule, expression, value] of [
    ['51 REST Client', '{{log-in.response.body.$.token}}', '<log-in response.body.$.token>'],
    ['51 its camel-case alias', '{{logIn.request.headers.X}}', '<log-in request.headers.X>'],
    ['51 httpYac', '{{logIn.token}}', '<log-in response.body.$.token>'],
    ["51 httpYac's answer", "{{logInResponse.headers['x']}}", "<log-in response.headers['x']>"],
    ['51 the trace', '{{log-in.calls[0].challenge.tenant}}', '<log-in calls[0].challenge.tenant>'],
    ['51 the token', '{{log-in.token.aud}}', '<log-in token.aud>'],
  ] as const) {
    test(rule, async () => expect(await headerOf(expression, { reference }, login)).toBe(value));
  }
  test('52 names of headers have no case: they go to the reader as written', async () => {
    expect(await headerOf('{{log-in.response.headers.CONTENT-type}}', { reference }, login)).toBe('<log-in response.headers.CONTENT-type>');
  });
  test('51 XPath says that it is not read', async () => {
    expect(await errorsOf(`${login}GET https://a.io/{{log-in.response.body.//a/text()}}`, { reference })).toEqual(['xpath-reference']);
  });
  test('51 an answer that is not there', async () => {
    expect(await errorsOf(`${login}GET https://a.io/{{log-in.response.body.$.x}}`)).toEqual(['reference-not-sent']);
  });
});

describe('a title that several requests have is told where it is referred to', () => {
  const get = 'GET https://a.io';
  const two = `### Log in\n${get}\n### Log in\n${get}\n`;
  for (const [what, text, codes] of [
    ['in a variable', `${two}###\n# @name r\n${get}/{{LogIn.token}}`, ['duplicate-name']],
    ['by @ref', `${two}###\n# @name r\n# @ref Log in\n${get}`, ['duplicate-name']],
    ['by run', `${two}###\n# @name r\nrun #Log in\n${get}`, ['not-supported', 'duplicate-name']],
    ['not by a request that refers to none', `${two}###\n# @name r\n${get}`, []],
    ['not where one alone has it', `### Log in\n${get}\n###\n# @name r\n# @ref Log in\n${get}`, []],
    ['not again where the second is given that name', `${two}###\n# @name Log in\n${get}\n###\n# @name r\n# @ref Log in\n${get}`, []],
  ] as const) {
    test(what, async () => {
      const resolution = await resolve(text, { reference: async () => 'x' });
      expect(resolution.kind === 'resolved' && resolution.warnings.map(({ code }) => code)).toEqual(codes);
    });
  }
});

describe('prompts and credentials', () => {
  for (const [directive, question] of [
    ['# @prompt pin Which one?', 'Which one?'],
    ['# @secret pin Which one?', 'Which one?'],
    ['# @secret pin', 'Value of pin'],
    ['# @secret pin\n# @prompt pin Which one?', 'Which one?'],
  ] as const) {
    test(`53 ${JSON.stringify(directive)} asks "${question}"`, async () => {
      const asked: string[] = [];
      await request(`${directive}\nGET https://a.io/{{pin}}{{pin}}`, { prompt: async (name, text) => `${asked.push(`${name}: ${text}`)}` });
      expect(asked).toEqual([`pin: ${question}`]);
    });
  }
  for (const [directives, secret] of [
    ['# @prompt city', false],
    ['# @prompt password', true],
    ['# @secret\n# @prompt city', true],
    ['# @secret city', true],
    ['# @secret pin\n# @prompt city', false],
    ['# @prompt city\n# @secret city', true],
    ['# @secret city\n# @prompt city', true],
  ] as const) {
    test(`53 ${JSON.stringify(directives)}`, async () => {
      const asked: boolean[] = [];
      const name = directives.split(' ').at(-1);
      const prompt = async (_name: string, _question: string, hidden: boolean) => {
        asked.push(hidden);
        return 'typed';
      };
      const { secrets } = await request(`${directives}\nGET https://a.io/{{${name}}}`, { prompt });
      expect(asked).toEqual([secret]);
      expect(secrets.map(each => each.reveal())).toEqual(secret ? ['typed'] : []);
    });
  }
  for (const text of ['{{$aadToken}}', '{{$aadToken contoso.com aud:https://vault.azure.net}}', '{{$aadV2Token scopes:x}}']) {
    test(`61 ${text} is explained, not sent`, async () => {
      expect(await errorsOf(`GET https://a.io\nAuthorization: ${text}`)).toEqual(['dynamic-variable']);
    });
  }
  test('62 $auth.token of the environment', async () => {
    const fetchValue = async (name: string) => ({ kind: 'value' as const, text: `of ${name}` });
    const fetched = new Set(['$auth.token("id")']);
    expect(await headerOf('{{$auth.token("id")}}', { fetched, fetchValue })).toBe('of $auth.token("id")');
    expect(await headerOf("{{$auth.token('id')}}", { fetched, fetchValue })).toBe('of $auth.token("id")');
    expect(await errorsOf('GET https://a.io\nX: {{$auth.token("other")}}', { fetched, fetchValue })).toEqual(['dynamic-variable']);
  });
  test('63 a secret of a vault', async () => {
    const fetchValue = async () => ({ kind: 'value' as const, text: 'canary' });
    const resolved = await request('GET https://a.io/{{key}}', { fetched: new Set(['key']), fetchValue });
    expect([resolved.url, resolved.secrets.map(secret => secret.reveal())]).toEqual(['https://a.io/canary', ['canary']]);
    const failing = async () => ({ kind: 'problem' as const, message: 'no' });
    expect(await errorsOf('GET https://a.io/{{key}}', { fetched: new Set(['key']), fetchValue: failing })).toEqual(['not-fetched']);
  });
});

test('every one of the 65 rules has a test', () => {
  const files = ['./dialectRules.test.ts', '../language/dialectRules.test.ts', '../language/httpyacAgreement.test.ts'];
  const sources = files.map(file => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');
  // A title, or the first item of a row.
  const tested = new Set([...sources.matchAll(/(?:\(|\[|^\s+)['`](\d{1,2})(?: |',)/gm)].map(match => Number(match[1])));
  expect(Array.from({ length: 65 }, (_, index) => index + 1).filter(rule => !tested.has(rule))).toEqual([]);
});
