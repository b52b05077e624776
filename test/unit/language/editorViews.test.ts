import { describe, expect, test } from 'vitest';
import { foldingRanges } from '../../../src/core/language/foldingRanges.ts';
import { outline } from '../../../src/core/language/outline.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { sendPlaces } from '../../../src/core/language/sendPlaces.ts';
import { checkRequests } from '../../../src/core/resolve/checkRequest.ts';
import { variableScopeOf } from '../../../src/core/resolve/variableScope.ts';

const text = `@a = 1

### Read it
# a note
# of two lines
# @vault contoso
GET /secrets/{{a}}

### @disabled in spirit
# @disabled
GET /secrets
### broken
hello
###
# @name last
PUT /secrets/b?api-version=7.6

{
  "value": "x"
}

> {%
  x()
%}
`;
const document = parseDocument(text);

test('lenses stand at requests that can be sent', () => {
  expect(sendPlaces(document).map(({ line, span }) => [line, text.slice(span.start, span.end).split('\n')[0]])).toEqual([
    [6, '### Read it'],
    [15, '###'],
  ]);
});

test('the outline names requests and variables', () => {
  expect(
    outline(document).map(({ kind, name, detail, firstLine, lastLine, line }) => [kind, name, detail, firstLine, lastLine, line]),
  ).toEqual([
    ['variable', 'a', '1', 0, 0, 0],
    ['request', 'Read it', 'GET /secrets/{{a}}', 2, 7, 6],
    ['request', '@disabled in spirit', 'GET /secrets', 8, 10, 10],
    ['request', 'broken', 'hello', 11, 12, 12],
    ['request', 'last', 'PUT /secrets/b', 13, 23, 15],
  ]);
});

test('the outline of a file of very many requests has names alone', () => {
  const requests = Array.from({ length: 501 }, (_, index) => `### r${index}\nGET /secrets/s${index}\n`);
  const details = (count: number) => new Set(outline(parseDocument(requests.slice(0, count).join(''))).map(({ detail }) => detail));
  expect(details(500)).toContain('GET /secrets/s499');
  expect(details(501)).toEqual(new Set(['']));
  expect(outline(parseDocument('###\nGET /secrets\n'.repeat(501))).map(({ name }) => name)).toContain('GET /secrets');
});

test('the outline knows how long its lines are', () => {
  for (const eol of ['\n', '\r\n']) {
    const source = text.replaceAll('\n', eol);
    const lines = source.split(eol);
    const entries = outline(parseDocument(source));
    expect(entries.map(({ lineLength, lastLineLength }) => [lineLength, lastLineLength])).toEqual(
      entries.map(({ line, lastLine }) => [lines[line]?.length, lines[lastLine]?.length]),
    );
  }
});

test('the outline shows no secret', () => {
  const entries = outline(parseDocument('@clientSecret = canary-1\n@t = eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.canary0000\nGET /a\n'));
  expect(JSON.stringify(entries)).not.toMatch(/canary|eyJ/);
});

test('blocks, comments, bodies and scripts fold', () => {
  expect(foldingRanges(document).map(({ kind, firstLine, lastLine }) => [kind, firstLine, lastLine])).toEqual([
    ['request', 2, 6],
    ['comment', 3, 4],
    ['request', 8, 10],
    ['request', 11, 12],
    ['request', 13, 23],
    ['section', 17, 19],
    ['section', 21, 23],
  ]);
});

test('a comment of several lines folds', () => {
  expect(foldingRanges(parseDocument('/*\n a\n*/\nGET https://a.io'))).toEqual([{ kind: 'comment', firstLine: 0, lastLine: 2 }]);
});

describe('what is known without sending', () => {
  const facts = {
    environment: { env: 'x' },
    vaults: [{ name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'app' }],
    defaultVault: null,
  };
  const check = (source: string) => {
    const tree = parseDocument(source);
    return checkRequests(tree.blocks, variableScopeOf(tree), facts).map(({ code, span, message }) => ({
      code,
      at: source.slice(span.start, span.end),
      message,
    }));
  };

  test('an unset variable is marked where it stands, with the likely name', () => {
    expect(check('@secret = x\n###\n# @vault contoso\nGET /secrets/{{secrte}}/{{env}}')).toEqual([
      { code: 'unset-variable', at: '{{secrte}}', message: expect.stringContaining('Did you mean "secret"?') },
    ]);
  });

  test('the likely name is looked for once, however often one is used in however many requests', () => {
    let asked = 0;
    const tree = parseDocument(`@secret = x\n${'###\nGET https://x.io/{{secrte}}/{{secrte}}\n'.repeat(20)}`);
    const scope = {
      ...variableScopeOf(tree),
      get variableNames() {
        asked++;
        return ['secret'];
      },
    };
    const problems = checkRequests(tree.blocks, scope, facts);
    expect(problems).toHaveLength(40);
    expect(new Set(problems.map(({ message }) => message)).size).toBe(1);
    expect(asked).toBe(1);
  });

  test('one that an unread environment file may hold is no error', () => {
    const tree = parseDocument('GET https://x.io/{{a}}');
    const problems = checkRequests(tree.blocks, variableScopeOf(tree), { ...facts, isEnvironmentShut: true });
    expect(problems).toMatchObject([{ code: 'unset-variable', severity: 'hint', message: expect.stringContaining('trusted') }]);
  });

  test('one in a definition is marked there, once for all requests', () => {
    expect(check('@a = {{b}}\n###\nGET https://x.io/{{a}}\n###\nGET https://x.io/{{a}}').map(({ code, at }) => [code, at])).toEqual([
      ['unset-variable', '{{b}}'],
    ]);
  });

  test('an unknown vault lists the known ones', () => {
    expect(check('# @vault contosso\nGET /secrets')).toEqual([
      { code: 'unknown-vault', at: 'contosso', message: expect.stringContaining('Known vaults: contoso.') },
    ]);
  });

  test('a path needs a vault', () => {
    expect(check('GET /secrets').map(({ code, at }) => [code, at])).toEqual([['relative-without-vault', '/secrets']]);
  });

  test('a variable that is defined below is said so', () => {
    expect(check('GET https://x.io/{{a}}\n###\n@a = 1').map(({ code }) => code)).toEqual(['variable-defined-below']);
  });

  test('patterns of .NET are said so', () => {
    expect(check('GET https://x.io/{{$datetime "yyyy-MM-dd"}}').map(({ code }) => code)).toEqual(['date-format']);
  });
});
