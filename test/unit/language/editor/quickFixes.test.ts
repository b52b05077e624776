import { describe, expect, test } from 'vitest';
import { quickFixes } from '../../../../src/core/language/actions/quickFixes.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import type { Problem } from '../../../../src/core/language/problem.ts';
import { checkRequests } from '../../../../src/core/resolve/checkRequest.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';
import { applied, someFacts } from '../explain/explainText.ts';

function problemsOf(text: string): readonly Problem[] {
  const document = parseDocument(text);
  return [...document.problems, ...checkRequests(document.blocks, variableScopeOf(document), someFacts())];
}

const get = 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6';

describe('quick fixes', () => {
  const cases: readonly (readonly [code: string, text: string, fixed: string])[] = [
    [
      'missing-separator',
      `${get}\n\nGET https://b.vault.azure.net/keys?api-version=7.6\n`,
      `${get}\n\n\n###\nGET https://b.vault.azure.net/keys?api-version=7.6\n`,
    ],
    ['indented-separator', `${get}\n  ### next\n`, `${get}\n### next\n`],
    ['header-indented', `GET https://a.vault.azure.net/\nHost: a\n  Accept: b\n`, `GET https://a.vault.azure.net/\nHost: a\nAccept: b\n`],
    ['header-without-colon', 'PUT https://a.vault.azure.net/secrets/a\n{ }\n', 'PUT https://a.vault.azure.net/secrets/a\n\n{ }\n'],
    ['header-without-colon', `${get}\nContent-Type application/json\n`, `${get}\nContent-Type: application/json\n`],
    ['header-without-colon', `${get}\nA: b\n  accept c\n`, `${get}\nA: b\n  accept: c\n`],
    ['header-without-colon', `${get}\nEtag x\n`, `${get}\nEtag: x\n`],
    [
      'header-without-colon',
      'PUT https://a.vault.azure.net/secrets/a\nsome words\n',
      'PUT https://a.vault.azure.net/secrets/a\n\nsome words\n',
    ],
    ['header-without-colon', 'PUT https://a.vault.azure.net/secrets/a\nSGVsbG8\n', 'PUT https://a.vault.azure.net/secrets/a\n\nSGVsbG8\n'],
    ['name-in-separator', `### @name one\n${get}\n`, `### \n# @name one\n${get}\n`],
    ['plain-http', 'GET http://contoso.vault.azure.net/secrets/a', 'GET https://contoso.vault.azure.net/secrets/a'],
    ['scheme-added', 'GET contoso.vault.azure.net/secrets/a', 'GET https://contoso.vault.azure.net/secrets/a'],
    ['relative-without-vault', '### a\nGET /secrets/a\n', '### a\n# @vault contoso\nGET /secrets/a\n'],
    ['unknown-vault', '# @vault contso\nGET /secrets/a\n', '# @vault contoso\nGET /secrets/a\n'],
    ['unset-variable', '# @vault contoso\nGET /secrets/{{name}}\n', '@name = value\n# @vault contoso\nGET /secrets/{{name}}\n'],
    ['directive-spacing', `#@vault contoso\nGET /secrets/a\n`, `# @vault contoso\nGET /secrets/a\n`],
    [
      'directive-without-effect',
      `# @resource https://vault.azure.net\n${get}\n`,
      `# @flow rest\n# @resource https://vault.azure.net\n${get}\n`,
    ],
    ['body-in-other-clients', 'PUT https://a.vault.azure.net/secrets/a\n\na\n> b\n', 'PUT https://a.vault.azure.net/secrets/a\n\na\n'],
    ['directive-repeated', `# @flow rest\n# @flow sdk\n${get}\n`, `# @flow sdk\n${get}\n`],
    ['duplicate-authorization', `${get}\nAuthorization: a\nAuthorization: b\n`, `${get}\nAuthorization: a\n`],
    ['timeout-without-unit', `# @timeout 500\n${get}\n`, `# @timeout 500ms\n${get}\n`],
    ['unknown-directive', `# @valt contoso\n${get}\n`, `# @vault contoso\n${get}\n`],
    ['unknown-method', 'GTE https://a.vault.azure.net/\n', 'GET https://a.vault.azure.net/\n'],
    ['directive-value', `# @flow rst\n${get}\n`, `# @flow rest\n${get}\n`],
    ['fragment-not-sent', `${get}#top\n`, `${get}\n`],
    ['space-in-target', 'GET https://a.vault.azure.net/secrets/a b\n', 'GET https://a.vault.azure.net/secrets/a%20b\n'],
    ['http-version', `${get} HTTP/3\n`, `${get} HTTP/1.1\n`],
    ['header-trailing-comma', `${get}\nAccept: a,\n`, `${get}\nAccept: a\n`],
    ['quoted-value', `@a = "b"\n${get}\n`, `@a = b\n${get}\n`],
    ['unclosed-script', `${get}\n\n> {%\n  x()\n`, `${get}\n\n> {%\n  x()\n%}\n`],
    ['unclosed-comment', `/* a\n${get}\n`, `/* a */\n${get}\n`],
    ['unclosed-comment', `/*\n${get}`, `/*\n${get}\n*/\n`],
    ['text-after-comment', `/* a */ ${get}\n`, `/* a */ \n${get}\n`],
    ['timestamp-seconds', `?? js a == 1\n${get}\nX: {{$timestamp}}\n`, `?? js a == 1\n${get}\nX: {{$timestamp 0 s}}\n`],
    [
      'xpath-reference',
      `# @name a\n${get}\n###\n${get}\nX: {{a.response.body.//item/name/text()}}\n`,
      `# @name a\n${get}\n###\n${get}\nX: {{a.response.body.$.name}}\n`,
    ],
    ['header-name', 'PUT https://a.vault.azure.net/secrets/a\n{"a":1}\n', 'PUT https://a.vault.azure.net/secrets/a\n\n{"a":1}\n'],
    ['not-supported', 'PUT https://a.vault.azure.net/secrets/a\n< ./f\n', 'PUT https://a.vault.azure.net/secrets/a\n\n< ./f\n'],
    ['header-value', `${get}\nA: b\u0001c\n`, `${get}\nA: bc\n`],
    ['definition', `@a b c\n${get}\n`, `@a = b c\n${get}\n`],
    ['assertion', `${get}\n?? statu == 200\n`, `${get}\n?? status == 200\n`],
    ['assertion', `${get}\n?? status = 200\n`, `${get}\n?? status == 200\n`],
    ['directive-value', `# @no-log yes\n${get}\n`, `# @no-log\n${get}\n`],
    ['not-a-request-line', 'secrets/a?api-version=7.6\n', 'GET /secrets/a?api-version=7.6\n'],
    ['not-a-request-line', `a note\n${get}\n`, `# a note\n${get}\n`],
    ['unclosed-variable', '@a = 1\nGET https://{{a/secrets\n', '@a = 1\nGET https://{{a}}/secrets\n'],
  ];
  test.each(cases)('%s', (code, text, fixed) => {
    const problem = problemsOf(text).find(each => each.code === code);
    expect(problem, `${code} is reported`).toBeDefined();
    const [fix] = problem === undefined ? [] : quickFixes(parseDocument(text), problem, someFacts());
    expect(applied(text, fix)).toBe(fixed);
    expect(problemsOf(fixed).filter(each => each.code === code)).toEqual([]);
  });

  test('a cURL command becomes its request, without its token', () => {
    const text = "###\ncurl -H 'Authorization: Bearer abcdefghijkl' https://contoso.vault.azure.net/secrets/a?api-version=7.6\n";
    const problem = problemsOf(text).find(({ code }) => code === 'not-supported');
    const fixed = problem === undefined ? '' : applied(text, quickFixes(parseDocument(text), problem, someFacts())[0]);
    expect(fixed).toContain('GET https://contoso.vault.azure.net/secrets/a?api-version=7.6\n');
    expect(fixed).not.toMatch(/abcdefghijkl|curl/);
    expect(fixed).toContain('# The Authorization header was left out');
  });

  test('what a cURL command leaves behind stands above its request, in the language of the reader', () => {
    const text = "###\ncurl -d @- --proxy 'a\nb' https://contoso.vault.azure.net/secrets/a?api-version=7.6\n";
    const problem = problemsOf(text).find(({ code }) => code === 'not-supported');
    const say = (sentence: string) => sentence.toUpperCase();
    const fixed = problem === undefined ? '' : applied(text, quickFixes(parseDocument(text), problem, someFacts(), say)[0]);
    expect(fixed).toMatch(/^###\n# THERE IS NO STANDARD INPUT HERE: .*\n# "--PROXY" .*\nPOST https/);
    expect(problemsOf(fixed)).toEqual([]);
  });

  test('a token is never made the body', () => {
    const text = `${get}\nAuthorization Bearer {{t}}\n`;
    const problem = problemsOf(text).find(({ code }) => code === 'header-without-colon');
    const fixes = problem === undefined ? [] : quickFixes(parseDocument(text), problem, someFacts());
    expect(fixes.map(fix => applied(text, fix))).toEqual([`${get}\nAuthorization: Bearer {{t}}\n`]);
  });

  test('CRLF stays CRLF', () => {
    const text = `### a\r\nGET /secrets/a\r\n`;
    const problem = problemsOf(text).find(({ code }) => code === 'relative-without-vault');
    expect(problem && applied(text, quickFixes(parseDocument(text), problem, someFacts())[0])).toBe(
      '### a\r\n# @vault contoso\r\nGET /secrets/a\r\n',
    );
  });

  test.each(['{{unset}}', '{{one.response.body.//a}}', '{{$timestamp}}'])(
    'what the environment has wrong, %s, is not mended at its use',
    value => {
      const text = `?? js a == 1\n# @name one\n${get}\nX: {{e}}\n`;
      const document = parseDocument(text);
      const facts = { ...someFacts(), environment: { e: value } };
      const problems = checkRequests(document.blocks, variableScopeOf(document), facts);
      expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual(['{{e}}']);
      expect(problems.flatMap(problem => quickFixes(document, problem, facts))).toEqual([]);
    },
  );

  test('a variable can be asked for instead', () => {
    const text = '# @vault contoso\nGET /secrets/{{name}}\n';
    const problem = problemsOf(text).find(({ code }) => code === 'unset-variable');
    const fixes = problem === undefined ? [] : quickFixes(parseDocument(text), problem, someFacts());
    expect(fixes.map(fix => applied(text, fix))).toContain('# @vault contoso\n# @prompt name\nGET /secrets/{{name}}\n');
  });
});
