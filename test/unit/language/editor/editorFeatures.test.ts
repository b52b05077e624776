import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompletionFacts } from '../../../../src/core/language/completion/completionFacts.ts';
import { hoverAt } from '../../../../src/core/language/hover/hoverAt.ts';
import { inlayHints } from '../../../../src/core/language/inlay/inlayHints.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { semanticTokens } from '../../../../src/core/language/semantic/semanticTokens.ts';
import { occurrencesOf, renameProblem, symbolAt } from '../../../../src/core/language/semantic/symbolAt.ts';
import { someFacts } from '../explain/explainText.ts';

const facts: CompletionFacts = {
  ...someFacts({
    environment: { stage: 'test', secret: 'from-environment', apiKey: 'hunter2hunter2', host: '{{stage}}.vault.azure.net' },
    fetched: new Set(['fromVault']),
  }),
  origins: {
    stage: {
      path: '/w/http-client.private.env.json',
      environment: 'dev',
      shadows: [{ path: '/w/http-client.env.json', environment: '$shared' }],
    },
    fromVault: { path: '/w/http-client.env.json', environment: 'dev', shadows: [] },
    host: { path: 'kvhttp.environments', environment: 'dev', shadows: [] },
  },
  credentials: [{ name: 'robot', kind: 'clientSecret' }],
  loadedNames: () => ({ secrets: [], keys: [], certificates: [] }),
};

function hover(marked: string): string | undefined {
  const found = hoverAt(parseDocument(marked.replace('|', '')), marked.indexOf('|'), facts);
  return found && [found.title, ...found.lines.map(({ label, code }) => (code === null ? label : `${label} ${code}`))].join('; ');
}

describe('hover', () => {
  const cases: readonly (readonly [what: string, text: string, ...parts: readonly string[]])[] = [
    ['a variable', '@name = db\nGET /secrets/{{na|me}}', 'Value db', 'Defined in line 1'],
    ['a URL with a password', '@url = https://u:pw@a.io/\nGET {{u|rl}}', 'Value ••••••'],
    ['a URL with a signature', '@url = https://a.io/?sv=1&sig=abc\nGET {{u|rl}}', 'Value ••••••'],
    ['a connection string', '@db = Server=a;Password=abc\nGET /{{d|b}}', 'Value ••••••'],
    ['a URL without either', '@url = https://a.io:8443/x?design=a@b\nGET {{u|rl}}', 'Value https://a.io:8443/x?design=a@b'],
    ['a variable of variables', '@a = x\n@b = {{a}}-y\nGET /{{b|}}', 'Value x-y', 'line 2'],
    ['what it shadows', '@secret = db\nGET /secrets/{{sec|ret}}', 'Value db', 'Shadows the environment', '••••••'],
    [
      'a variable of the environment',
      'GET /{{sta|ge}}',
      'Value test',
      'From the environment dev (http-client.private.env.json)',
      'Shadows the environment $shared (http-client.env.json)',
    ],
    [
      'a variable of the environment that holds another',
      'GET https://{{ho|st}}/',
      'Value test.vault.azure.net',
      'From the environment dev (kvhttp.environments)',
    ],
    [
      'a variable that is fetched',
      'GET /{{from|Vault}}',
      'Fetched when the request is sent',
      'From the environment dev (http-client.env.json)',
    ],
    ['a definition over another one', '@a = 1\n###\n@a = 2\nGET /{{a|}}', 'Value 2', 'Shadows the definition in line 1'],
    [
      'a prompt over a definition',
      '@a = 1\n# @prompt a Which one?\nGET /{{a|}}',
      'Asked for',
      'Which one?',
      'Shadows the definition in line 1',
    ],
    ['a prompt of Kulala', '# @secret a Which one?\nGET /{{a|}}', 'Asked for', 'Which one?'],
    ['a variable without a value', 'GET /{{no|ne}}', 'Has no value'],
    ['a dynamic variable', 'GET /{{$gu|id}}', 'random UUID'],
    ['a dynamic variable of httpYac', 'GET /{{$uu|id}}', 'random UUID'],
    ['a dynamic variable of JetBrains', 'GET /{{$random.uu|id}}', 'random UUID'],
    ['an answer', '# @name one\nGET /secrets\n###\nGET /{{one.tok|en.aud}}', 'last answer of the request one', 'token.aud'],
    ['a definition', '@na|me = db\nGET /secrets', 'Value db'],
    ['a header', 'GET /secrets\nAuth|orization: x', 'Authorization', 'flow'],
    ['a directive', '# @fl|ow rest\nGET /secrets', '@flow', 'challenge first'],
    ['a vault', '# @vault con|toso\nGET /secrets', 'https://contoso.vault.azure.net', 'app'],
    ['a credential', '# @credential rob|ot\nGET /secrets', 'clientSecret'],
    ['a resource', '# @resource https://management.az|ure.com\nGET /secrets', 'management plane'],
    ['a resource with a slash', '# @resource https://vault.az|ure.net/\nGET /secrets', 'Not the same as https://vault.azure.net'],
    [
      'an operation',
      'GET /sec|rets/a?api-version=7.6',
      'Read a secret',
      'Key Vault Secrets User',
      'secrets/getSecret/action',
      'secrets get',
    ],
    ['an operation with variables', 'PUT {{vault}}/sec|rets/{{name}}', 'Set a secret', 'Key Vault Secrets Officer'],
    ['an operation by its method', 'DEL|ETE https://contoso.vault.azure.net/keys/a', 'Delete a key'],
    ['the management plane', 'GET https://management.azure.com/subscr|iptions', 'https://management.azure.com'],
    [
      'an operation of the management plane',
      'DELETE https://management.azure.com/subscr|iptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v?api-version=2026-02-01',
      'Delete a vault',
      'Key Vault Contributor',
      'Action Microsoft.KeyVault/vaults/delete',
    ],
    ['an operation of an HSM', 'POST https://h.managedhsm.azure.net/r|ng', 'Random bytes', 'Managed HSM Crypto User'],
  ];
  test.each(cases)('%s', (_what, text, ...parts) => {
    const found = hover(text);
    for (const part of parts) expect(found).toContain(part);
  });

  test.each(['a no|te', '# a no|te\nGET /secrets', 'GET https://example.com/a|'])('nothing for %s', text =>
    expect(hover(text)).toBeUndefined(),
  );

  test('secrets are hidden', () => {
    for (const text of [
      '@clientSecret = hunter2hunter2\nGET /{{client|Secret}}',
      'GET /{{api|Key}}',
      '@x = {{clientSecret}}\n@clientSecret = hunter2hunter2\nGET /{{clientSecret|}}',
    ]) {
      expect(hover(text)).toContain('••••••');
      expect(hover(text)).not.toContain('hunter2');
    }
  });
});

describe('names', () => {
  const text = `@vault = contoso
### a
# @name read-one
# @vault {{vault}}
GET /secrets/{{%vault}}
### b
# @ref read-one
# @prompt pin
PUT /secrets/{{readOne.response.body.$.id}}

{"a":"{{vault}}","b":"{{read-one.token.aud}}","c":"{{pin}}"}
`;
  const document = parseDocument(text);
  const places = (marked: string) => {
    const found = symbolAt(document, text.indexOf(marked) + 1);
    return found === undefined ? undefined : occurrencesOf(document, found.symbol);
  };

  test('a variable is found wherever it is used', () => {
    for (const at of ['vault = ', 'vault}}\nGET', 'vault}}\n###', 'vault}}",'])
      expect(places(at)?.map(({ isDefinition, text: written }) => [written, isDefinition])).toEqual([
        ['vault', true],
        ['vault', false],
        ['vault', false],
        ['vault', false],
      ]);
  });

  test('a request is found by its name and its alias', () => {
    for (const at of ['read-one\n# @vault', 'read-one\n# @prompt', 'readOne.', 'read-one.token'])
      expect(places(at)?.map(({ isDefinition, text: written }) => [written, isDefinition])).toEqual([
        ['read-one', true],
        ['read-one', false],
        ['readOne', false],
        ['read-one', false],
      ]);
  });

  test('a request is found where it is run, and where its answer is read in the form of httpYac', () => {
    const more = '# @name read-one\nGET /a\n###\nrun #read-one\nGET /{{readOneResponse.body.id}}{{read-one.response.status}}\n';
    const tree = parseDocument(more);
    for (const at of [
      more.indexOf('one\nGET'),
      more.indexOf('#read-one\nGET') + 2,
      more.indexOf('readOneR') + 1,
      more.lastIndexOf('read-one'),
    ]) {
      const found = symbolAt(tree, at);
      expect(found && occurrencesOf(tree, found.symbol).map(({ text: written }) => written)).toEqual([
        'read-one',
        'read-one',
        'readOne',
        'read-one',
      ]);
    }
  });

  test('a variable is found where the name of another is taken from it', () => {
    const tree = parseDocument('@which = HOME\nGET /{{$processEnv %which}}\n');
    expect(occurrencesOf(tree, { kind: 'variable', name: 'which' }).map(({ text: written }) => written)).toEqual(['which', 'which']);
  });

  test('a prompt defines its variable', () => {
    expect(places('pin\nPUT')?.map(({ isDefinition }) => isDefinition)).toEqual([true, false]);
  });

  test('a prompt of Kulala too', () => {
    const tree = parseDocument('# @secret pin Which one?\nGET /{{pin}}\n');
    const found = symbolAt(tree, tree.text.indexOf('pin'));
    expect(found && occurrencesOf(tree, found.symbol).map(({ isDefinition }) => isDefinition)).toEqual([true, false]);
  });

  test('a prompt is about its own request, whatever has its name elsewhere', () => {
    const tree = parseDocument('# @prompt pin\nGET /{{pin}}\n###\nGET /a/{{pin}}\n');
    const [prompted, asked, other] = [...tree.text.matchAll(/pin/g)].map(({ index }) => index);
    const startsOf = (offset = -1) => {
      const found = symbolAt(tree, offset);
      return found && occurrencesOf(tree, found.symbol).map(({ span }) => span.start);
    };
    expect(startsOf(prompted)).toEqual([prompted, asked]);
    expect(startsOf(asked)).toEqual([prompted, asked]);
    expect(startsOf(other)).toEqual([other]);
  });

  test('a name that is taken, or none, is refused', () => {
    expect(renameProblem(document, { kind: 'request', name: 'read-one' }, 'b')).toMatch(/there already/);
    expect(renameProblem(document, { kind: 'request', name: 'read-one' }, 'x y')).toMatch(/letters/);
    expect(renameProblem(document, { kind: 'variable', name: 'vault' }, 'a b')).toMatch(/without spaces/);
    expect(renameProblem(document, { kind: 'variable', name: 'vault' }, 'host')).toBeUndefined();
    const used = parseDocument('@a = 1\n# @prompt pin\nGET /{{a}}/{{pin}}/{{stage}}\n');
    for (const name of ['pin', 'stage']) expect(renameProblem(used, { kind: 'variable', name: 'a' }, name)).toMatch(/there already/);
  });
});

describe('inlay hints', () => {
  const hints = (text: string) =>
    inlayHints(parseDocument(text), { start: 0, end: text.length }, facts).map(({ text: shown, offset }) => [
      shown,
      text.slice(0, offset).split('\n').length - 1,
    ]);

  test.each([
    ['@host = a.example\nGET /a\n', [['→ https://a.example/a', 1]]],
    ['# @vault contoso\nGET /secrets/{{stage}}?api-version=7.6\n', [['→ https://contoso.vault.azure.net/secrets/test?api-version=7.6', 1]]],
    ['GET https://contoso.vault.azure.net/secrets\n', []],
    ['# @vault contoso\nGET /secrets/{{later}}\n', []],
    ['# @vault contoso\nGET /secrets?k={{apiKey}}\n', []],
    [
      'PUT https://a.io/x\n\n{\n# note\n}\n\n> {% x %}\n',
      [
        ['not sent', 3],
        ['not sent', 6],
      ],
    ],
  ])('%j', (text, expected) => expect(hints(text)).toEqual(expected));

  test('only the range is looked at', () => {
    const text = Array.from({ length: 100 }, () => '### a\n# @vault contoso\nGET /secrets/a\n').join('');
    expect(inlayHints(parseDocument(text), { start: 0, end: 60 }, facts)).toHaveLength(1);
  });
});

describe('semantic tokens', () => {
  test('what a line is made of', () => {
    const text = '@v = a\n### t\n# @vault {{v}}\nGET /secrets/{{v}}?x={{$guid}}\nAccept: b\n?? status == 200\n\n> {% x %}\n';
    const tokens = semanticTokens(parseDocument(text), { start: 0, end: text.length });
    expect(tokens.map(({ span, type }) => `${type} ${text.slice(span.start, span.end)}`)).toEqual([
      'variable v',
      'decorator @vault',
      'variable v',
      'keyword GET',
      'string /secrets/',
      'variable v',
      'string ?x=',
      'function $guid',
      'property Accept',
      'property status',
      'operator ==',
      'comment > {% x %}',
    ]);
  });
});

test('any text: no exception, tokens in order and inside their lines', () => {
  const word = fc.constantFrom(
    'GET ',
    '/a',
    '{{',
    '}}',
    '{{a}}',
    '\n',
    '\n\n',
    '# @ref ',
    '@a = ',
    '> {%\n',
    '%}\n',
    '###',
    '?? status == ',
    ' : ',
    '\r\n',
  );
  const text = fc.array(fc.oneof(word, fc.string({ maxLength: 5 })), { maxLength: 25 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(text, fc.nat(), (source, at) => {
      const document = parseDocument(source);
      const offset = source.length === 0 ? 0 : at % source.length;
      hoverAt(document, offset, facts);
      inlayHints(document, { start: 0, end: source.length }, facts);
      const found = symbolAt(document, offset);
      if (found !== undefined) expect(occurrencesOf(document, found.symbol).length).toBeGreaterThan(0);
      let end = 0;
      for (const { span } of semanticTokens(document, { start: 0, end: source.length })) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(source.slice(span.start, span.end)).not.toMatch(/[\r\n]/);
        end = span.end;
      }
    }),
    { numRuns: 400 },
  );
});
