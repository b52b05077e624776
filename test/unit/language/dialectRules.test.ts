import { describe, expect, test } from 'vitest';
import { markdownRequests } from '../../../src/core/language/markdownRequests.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { selectRequest } from '../../../src/core/language/selectRequest.ts';
import { type BlockSyntax, type KvDocument, requestBlocks } from '../../../src/core/language/syntax.ts';

/** One short word for each thing that a text was read as; `!` error, `~` warning, `.` hint. */
interface Seen {
  readonly requests: readonly string[];
  readonly names: readonly (string | undefined)[];
  readonly headers: readonly string[];
  readonly body: string | null;
  readonly variables: readonly string[];
  readonly problems: readonly string[];
}

const signs = { error: '!', warning: '~', hint: '.' } as const;

function see(document: KvDocument): Seen {
  const requests = requestBlocks(document).map(({ syntax }) => syntax);
  return {
    requests: requests.map(({ requestLine }) => {
      const target = requestLine.target.map(({ text }) => text).join('');
      return [requestLine.method?.text ?? '-', target, requestLine.version?.text ?? ''].join(' ').trim();
    }),
    names: requests.map(({ name }) => name?.text),
    headers: requests.flatMap(({ headers }) => headers.map(({ name, value }) => `${name.text}=${value.text}`)),
    body: bodyOf(requests[0]),
    variables: document.blocks.flatMap(({ syntax }) => syntax.definitions.map(({ name, value }) => `${name.text}=${value.text}`)),
    problems: document.problems.map(({ code, severity }) => `${signs[severity]}${code}`),
  };
}

function bodyOf(syntax: BlockSyntax | undefined): string | null {
  if (syntax === undefined || syntax.body === null) return null;
  return syntax.body.parts.map(part => (part.kind === 'text' ? part.text : `<${part.path.text}>`)).join('');
}

const none: Seen = { requests: [], names: [], headers: [], body: null, variables: [], problems: [] };

/** A rule's number in the order of the dialect table, a text, and how it is read. What is left out must be empty. */
const rules: readonly (readonly [rule: string, text: string, seen: Partial<Seen>])[] = [
  ['1 three or more hashes separate', 'GET https://a.io\n#####\nGET https://b.io', { requests: ['GET https://a.io', 'GET https://b.io'] }],
  [
    '1 indented hashes do not',
    'GET https://a.io\n  ###\nAccept: x',
    { requests: ['GET https://a.io'], headers: ['Accept=x'], problems: ['~indented-separator'] },
  ],
  [
    '2 text behind hashes is the title and the name',
    '### Read it\nGET https://a.io',
    { requests: ['GET https://a.io'], names: ['Read it'] },
  ],
  [
    '2 titles may be alike',
    '### ---\nGET https://a.io\n### ---\nGET https://b.io',
    { requests: ['GET https://a.io', 'GET https://b.io'], names: ['---', '---'] },
  ],
  [
    '2 a name that is given may not',
    '# @name r\nGET https://a.io\n### r\nGET https://b.io\n### @name r\nGET https://c.io',
    {
      requests: ['GET https://a.io', 'GET https://b.io', 'GET https://c.io'],
      names: ['r', 'r', 'r'],
      problems: ['~duplicate-name', '.name-in-separator', '~duplicate-name'],
    },
  ],
  [
    '2 a name that is a title above',
    '### r\nGET https://a.io\n###\n# @name r\nGET https://b.io',
    { requests: ['GET https://a.io', 'GET https://b.io'], names: ['r', 'r'], problems: ['~duplicate-name'] },
  ],
  ['2 @name wins', '### Read it\n# @name r\nGET https://a.io', { requests: ['GET https://a.io'], names: ['r'] }],
  [
    '3 @name behind hashes',
    '### @name r\nGET https://a.io',
    { requests: ['GET https://a.io'], names: ['r'], problems: ['.name-in-separator'] },
  ],
  ['4 // @name', '// @name r\nGET https://a.io', { requests: ['GET https://a.io'], names: ['r'] }],
  ['5 # @name = r', '# @name = r\nGET https://a.io', { requests: ['GET https://a.io'], names: ['r'] }],
  ['6 #@name r', '#@name r\nGET https://a.io', { requests: ['GET https://a.io'], names: ['r'], problems: ['.directive-spacing'] }],
  [
    '8 directives between headers',
    'GET https://a.io\nA: 1\n# @name r\nB: 2',
    { requests: ['GET https://a.io'], names: ['r'], headers: ['A=1', 'B=2'] },
  ],
  ['8 not in the body', 'PUT https://a.io\n\na\n# @name r\nb', { requests: ['PUT https://a.io'], names: [undefined], body: 'a\nb' }],
  ['9 unknown directives', '# @flwo rest\nGET https://a.io', { requests: ['GET https://a.io'], problems: ['.unknown-directive'] }],
  ['10 leading and trailing hashes', '###\n\n###\nGET https://a.io\n###\n', { requests: ['GET https://a.io'] }],
  ['11 no method', 'https://a.io/x', { requests: ['- https://a.io/x'] }],
  ['11 no method, path', '/secrets', { requests: ['- /secrets'] }],
  ['11 no method, variable', '{{host}}/secrets', { requests: ['- {{host}}/secrets'] }],
  ['11 no method, host', 'a.io/x', { requests: ['- a.io/x'], problems: ['.scheme-added'] }],
  ['11 quotes are no host', 'GET "https://a.io"', { requests: ['GET "https://a.io"'] }],
  ['11 import is no request', 'import ./a.http', { problems: ['~not-supported'] }],
  ['12 lower case', 'get https://a.io', { requests: ['get https://a.io'] }],
  ['13 version', 'GET https://a.io HTTP/1.1', { requests: ['GET https://a.io HTTP/1.1'] }],
  ['13 version 2', 'GET https://a.io HTTP/2', { requests: ['GET https://a.io HTTP/2'], problems: ['.http-version'] }],
  ['13 version 3', 'GET https://a.io HTTP/3', { requests: ['GET https://a.io HTTP/3'], problems: ['~http-version'] }],
  ['16 query lines', 'GET https://a.io\n?a=1\n  &b=2\nA: 1', { requests: ['GET https://a.io?a=1&b=2'], headers: ['A=1'] }],
  ['16 indented lines', 'GET https://a.io/get?\n    id=1&\n    v=a:b', { requests: ['GET https://a.io/get?id=1&v=a:b'] }],
  [
    '16 an indented header is none',
    'GET https://a.io\n  Accept: x',
    { requests: ['GET https://a.io'], headers: ['Accept=x'], problems: ['.header-indented'] },
  ],
  ['17 path lines', 'GET https://a.io\n    /secrets\n    /x\n    ?a=1', { requests: ['GET https://a.io/secrets/x?a=1'] }],
  ['18 fragment', 'GET https://a.io/x#y', { requests: ['GET https://a.io/x#y'], problems: ['.fragment-not-sent'] }],
  [
    '19 header without colon',
    'PUT https://a.io\nAccept\n\nb',
    { requests: ['PUT https://a.io'], body: 'b', problems: ['!header-without-colon'] },
  ],
  [
    '19 headers without a colon: each is told, and the others are read',
    'PUT https://a.io\nAuthorization Bearer x\nA: 1\nX-Some-Thing y\n\nb',
    { requests: ['PUT https://a.io'], headers: ['A=1'], body: 'b', problems: ['!header-without-colon', '!header-without-colon'] },
  ],
  [
    '19 a header that is being typed',
    'PUT https://a.io\nAcc\nA: 1\n\nb',
    { requests: ['PUT https://a.io'], headers: ['A=1'], body: 'b', problems: ['!header-without-colon'] },
  ],
  [
    '19 a body without a blank line before it is told once',
    `PUT https://a.io\nA: 1\n{\n  "a": "b",\n\n  "c": [\n    "d"\n  ]\n}\n# @name r\n> {% x %}`,
    { requests: ['PUT https://a.io'], headers: ['A=1'], problems: ['!header-without-colon', '.not-supported'] },
  ],
  ['19 such a body in one line', 'PUT https://a.io\n{"a":"b",\n"c":"d"}', { requests: ['PUT https://a.io'], problems: ['!header-name'] }],
  [
    '19 such a body of text',
    'PUT https://a.io\nHello there\nwith more words\nend',
    { requests: ['PUT https://a.io'], problems: ['!header-without-colon'] },
  ],
  [
    '19 a request below such a body',
    'PUT https://a.io\n{\n}\nGET https://b.io',
    { requests: ['PUT https://a.io'], problems: ['!header-without-colon', '!missing-separator'] },
  ],
  ['20 the same header twice', 'GET https://a.io\nA: 1\nA: 2', { requests: ['GET https://a.io'], headers: ['A=1', 'A=2'] }],
  [
    '20 Authorization twice',
    'GET https://a.io\nAuthorization: 1\nauthorization: 2',
    { requests: ['GET https://a.io'], headers: ['Authorization=1', 'authorization=2'], problems: ['~duplicate-authorization'] },
  ],
  [
    '21 trailing comma',
    'GET https://a.io\nA: 1,',
    { requests: ['GET https://a.io'], headers: ['A=1,'], problems: ['.header-trailing-comma'] },
  ],
  ['22 spread', 'GET https://a.io\n...common', { requests: ['GET https://a.io'], problems: ['~not-supported'] }],
  ['23 comments between headers', 'GET https://a.io\nA: 1\n# x\n// y\nB: 2', { requests: ['GET https://a.io'], headers: ['A=1', 'B=2'] }],
  ['23 a comment in one line', '/* a */\nGET https://a.io', { requests: ['GET https://a.io'], problems: ['.not-supported'] }],
  [
    '23 comments of several lines',
    '/**\n * # @name r\n\n * GET https://b.io\n ?? x\n */\nPUT https://a.io\n/* a\n b */\nA: 1\n\nb',
    { requests: ['PUT https://a.io'], headers: ['A=1'], body: 'b', problems: ['.not-supported', '.not-supported'] },
  ],
  ['23 a comment alone is no request', '/* a */', { problems: ['.not-supported'] }],
  [
    '23 a comment behind a handler',
    'GET https://a.io\n\n> {% x %}\n/*\n a\n*/',
    { requests: ['GET https://a.io'], problems: ['.not-supported', '.not-supported'] },
  ],
  ['23 a comment that is not closed', '/*\nGET https://a.io', { problems: ['.not-supported', '!unclosed-comment'] }],
  ['23 text behind a comment', '/* a */ GET https://a.io', { problems: ['.not-supported', '!text-after-comment'] }],
  ['23 text behind the end of a comment', '/*/\n/*/ GET https://a.io', { problems: ['.not-supported', '!text-after-comment'] }],
  ['24 the first blank line begins the body', 'PUT https://a.io\n\nA: 1', { requests: ['PUT https://a.io'], body: 'A: 1' }],
  ['25 comment lines in a body', 'PUT https://a.io\n\na\n# b\n // c\nd', { requests: ['PUT https://a.io'], body: 'a\nd' }],
  [
    '25 a comment of several lines in a body, which httpYac leaves out',
    'PUT https://a.io\n\na\n/*\nb\n*/',
    { requests: ['PUT https://a.io'], body: 'a\n/*\nb\n*/', problems: ['~body-in-other-clients'] },
  ],
  ['25 a comment in a line of a body', 'PUT https://a.io\n\na\n/* b */\n/*', { requests: ['PUT https://a.io'], body: 'a\n/* b */\n/*' }],
  [
    '25 the end of a comment that began in a block above',
    '/*\n###\nPUT https://a.io\nAccept: */*\n\na\n*/',
    {
      requests: ['PUT https://a.io'],
      headers: ['Accept=*/*'],
      body: 'a\n*/',
      problems: ['.not-supported', '!unclosed-comment', '!unclosed-comment'],
    },
  ],
  ['25 @keep-comments', '# @keep-comments\nPUT https://a.io\n\na\n# b', { requests: ['PUT https://a.io'], body: 'a\n# b' }],
  ['26 a definition in a body', 'PUT https://a.io\n\n@x = 1', { requests: ['PUT https://a.io'], body: '@x = 1' }],
  [
    '27 a request in the body of a PUT',
    'PUT https://a.io\n\nGET https://b.io',
    { requests: ['PUT https://a.io'], body: 'GET https://b.io', problems: ['~missing-separator'] },
  ],
  [
    '27 a part of a batch',
    'POST https://a.io\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nGET https://b.io\n--x--',
    {
      requests: ['POST https://a.io'],
      headers: ['Content-Type=multipart/mixed; boundary=x'],
      body: '--x\n\nGET https://b.io\n--x--',
    },
  ],
  [
    '27 a request in the body of a GET',
    'GET https://a.io\n\nGET https://b.io',
    { requests: ['GET https://a.io'], body: 'GET https://b.io', problems: ['!missing-separator'] },
  ],
  ['28 blank lines round a body', 'PUT https://a.io\n\n\n a\n\n b\n\n', { requests: ['PUT https://a.io'], body: ' a\n\n b' }],
  ['29 files', 'PUT https://a.io\n\n< ./f g', { requests: ['PUT https://a.io'], body: '<./f g>' }],
  ['29 markup is no file', 'PUT https://a.io\n\n<root>', { requests: ['PUT https://a.io'], body: '<root>' }],
  [
    '29 markup with an attribute is none',
    'PUT https://a.io\n\n<root a="b c">\n</root>',
    { requests: ['PUT https://a.io'], body: '<root a="b c">\n</root>' },
  ],
  ['29 a file of code is a body like any other', 'PUT https://a.io\n\n< ./f.js', { requests: ['PUT https://a.io'], body: '<./f.js>' }],
  [
    '30 handlers',
    'PUT https://a.io\n\na\n\n> {%\n b\n%}\n> ./f.js\n',
    { requests: ['PUT https://a.io'], body: 'a', problems: ['.not-supported', '.not-supported'] },
  ],
  [
    '30 scripts before the request',
    '< {% a %}\n< ./f.js\n{{\n b\n}}\nGET https://a.io',
    { requests: ['GET https://a.io'], problems: ['.not-supported', '.not-supported', '.not-supported'] },
  ],
  [
    '30 a script that is not closed',
    'PUT https://a.io\n\na\n> {%\nb',
    { requests: ['PUT https://a.io'], body: 'a', problems: ['.not-supported', '!unclosed-script'] },
  ],
  [
    '30 scripts with their events',
    '{{@js request\n a\n}}\nPUT https://a.io\n\nb\n{{response\n c\n}}\n{{streaming\n d\n}}\n{{+responseLogging\n e\n}}',
    { requests: ['PUT https://a.io'], body: 'b', problems: ['.not-supported', '.not-supported', '.not-supported', '.not-supported'] },
  ],
  [
    '30 a variable is no event',
    'PUT https://a.io\n\n{{response}}\n{{reply\n}}',
    { requests: ['PUT https://a.io'], body: '{{response}}\n{{reply\n}}' },
  ],
  [
    '30 indented scripts',
    'PUT https://a.io\n\na\n  {{\n b\n  }}\n  > {%\n c\n  %}\n  > ./f.js',
    { requests: ['PUT https://a.io'], body: 'a', problems: ['.not-supported', '.not-supported', '.not-supported'] },
  ],
  [
    '30 indented text of a body',
    'PUT https://a.io\n\n{\n  {{a}}\n  {{\n  >{%\n  < ./f\n  > two words\n  <b c="d">\n}',
    { requests: ['PUT https://a.io'], body: '{\n  {{a}}\n  {{\n  >{%\n  < ./f\n  > two words\n  <b c="d">\n}' },
  ],
  [
    '30 what httpYac alone takes for a script',
    'PUT https://a.io\n\n> word',
    { requests: ['PUT https://a.io'], body: '> word', problems: ['~body-in-other-clients'] },
  ],
  ['31 indented redirects', 'PUT https://a.io\n\na\n  >> o.json\n  >>! {{p}}', { requests: ['PUT https://a.io'], body: 'a' }],
  [
    '31 quoted text that httpYac takes for a redirect',
    'PUT https://a.io\n\n  >> what was said',
    { requests: ['PUT https://a.io'], body: '  >> what was said', problems: ['~body-in-other-clients'] },
  ],
  ['31 without a space it is none', 'PUT https://a.io\n\n>>o.json', { requests: ['PUT https://a.io'], body: '>>o.json' }],
  ['31 redirects are no body', 'PUT https://a.io\n\na\n>> o.json\n>>! p.json', { requests: ['PUT https://a.io'], body: 'a' }],
  ['32 links', 'PUT https://a.io\n\na\n<> o.json', { requests: ['PUT https://a.io'], body: 'a', problems: ['.not-supported'] }],
  [
    '32 links, indented and without a space',
    'PUT https://a.io\n\na\n  <> o.json\n<>p.json',
    { requests: ['PUT https://a.io'], body: 'a', problems: ['.not-supported', '.not-supported'] },
  ],
  [
    '32 markup without a name is none',
    'PUT https://a.io\n\n<>\n<>a</>\n</>',
    { requests: ['PUT https://a.io'], body: '<>\n<>a</>\n</>', problems: ['~body-in-other-clients'] },
  ],
  [
    '33 assertions wherever they stand',
    'PUT https://a.io\n?? status == 200\nA: 1\n  ?? status < 300\n\na\n?? status > 100\nb',
    { requests: ['PUT https://a.io'], headers: ['A=1'], body: 'a\nb' },
  ],
  [
    '33 httpYac forms',
    'GET https://a.io\n?? js response.x == 1\n?? body endsWith x',
    { requests: ['GET https://a.io'], problems: ['~assertion-not-supported', '~assertion-not-supported'] },
  ],
  [
    '34 a sample response',
    'GET https://a.io\n\nHTTP/1.1 200 OK\nServer: x\n\n{}',
    { requests: ['GET https://a.io'], problems: ['.not-supported'] },
  ],
  [
    '34 an indented one in a body',
    'PUT https://a.io\n\na\n  HTTP/1.1 200 OK',
    { requests: ['PUT https://a.io'], body: 'a\n  HTTP/1.1 200 OK', problems: ['~body-in-other-clients'] },
  ],
  ['34 right behind the hashes', '###\nHTTP/1.1 200 OK\n\n{}', { problems: ['.not-supported'] }],
  ['35 definitions', '@a=1\n@b = 2\n@c := 3', { variables: ['a=1', 'b=2', 'c=3'] }],
  ['35 other forms', '@a 1\n@global.b = 2', { problems: ['~definition', '~definition'] }],
  ['36 quotes stay', '@a = "q v"', { variables: ['a="q v"'], problems: ['.quoted-value'] }],
  ['38 the same variable twice', '@a = 1\n@a = 2', { variables: ['a=1', 'a=2'], problems: ['~duplicate-variable'] }],
  ['53 prompts', '# @prompt city Which one?\nGET https://a.io', { requests: ['GET https://a.io'] }],
  ['54 no value', '# @no-log false\nGET https://a.io', { requests: ['GET https://a.io'], problems: ['.directive-value'] }],
  ['54 both spellings', '# @noRedirect\n# @no-cookie-jar\n# @note x\nGET https://a.io', { requests: ['GET https://a.io'] }],
  [
    '55 directives without effect',
    '# @no-reject-unauthorized\n# @sleep 5\nGET https://a.io',
    { requests: ['GET https://a.io'], problems: ['.not-supported', '.not-supported'] },
  ],
  ['57 run', 'run #login', { problems: ['.not-supported'] }],
  ['57 run a file', 'run ./a.http', { problems: ['~not-supported'] }],
  [
    '58 GraphQL',
    'POST https://a.io\nX-Request-Type: GraphQL\n\nquery { a }',
    { requests: ['POST https://a.io'], headers: ['X-Request-Type=GraphQL'], body: 'query { a }', problems: ['.not-supported'] },
  ],
  [
    '56 directives of JetBrains',
    '# @no-log\n# @timeout 5s\n# @connection-timeout 2 s\n# @no-auto-encoding\nGET https://a.io',
    { requests: ['GET https://a.io'], problems: ['.not-supported', '.not-supported'] },
  ],
  ['65 fences', markdownRequests('# Title\n```http\nGET https://a.io\n```\ntext'), { requests: ['GET https://a.io'] }],
  [
    '59 other protocols',
    'GRPC a.io/x\n###\nWS wss://a.io',
    {
      requests: ['GRPC a.io/x', 'WS wss://a.io'],
      names: [undefined, undefined],
      problems: ['!unsupported-protocol', '!unsupported-protocol'],
    },
  ],
  ['60 curl', 'curl -X POST https://a.io \\\n  -d x', { problems: ['~not-supported'] }],
];

describe('the rules of the dialects', () => {
  for (const [rule, text, seen] of rules) {
    test(rule, () => {
      const names = (seen.requests ?? []).map(() => undefined);
      expect(see(parseDocument(text))).toEqual({ ...none, names, ...seen });
    });
  }

  for (const [what, lineBreak] of [
    ['CRLF', '\r\n'],
    ['lone CR', '\r'],
  ] as const) {
    test(`64 ${what}`, () => {
      const text =
        '@a = 1\n### t\n# @name r\nPUT https://a.io\n  ?b=1\nA: 1\n\nx\n\ny\n?? status == 200\n> {%\nz\n%}\n###\nGET https://b.io';
      const expected = see(parseDocument(text));
      const actual = see(parseDocument(text.replaceAll('\n', lineBreak)));
      expect({ ...actual, body: actual.body?.replaceAll(lineBreak, '\n') }).toEqual(expected);
    });
  }

  test('64 a byte order mark', () => {
    expect(see(parseDocument('\ufeff### t\nGET https://a.io'))).toEqual({ ...none, requests: ['GET https://a.io'], names: ['t'] });
    expect(see(parseDocument('\ufeffGET https://a.io')).requests).toEqual(['GET https://a.io']);
  });

  test('7 a name with a dash has an alias', () => {
    const document = parseDocument('# @name read-one\nGET https://a.io');
    expect(selectRequest(document, { kind: 'name', name: 'readOne' })).toBe(document.blocks[0]);
  });
});

describe('what another client would have sent as the body', () => {
  // Each of these lines went out in the body of a PUT when REST Client's parser was fed with it.
  for (const line of ['> {% client.log(1) %}', '>> out.json', '<> prev.json', '?? status == 200', 'HTTP/1.1 200 OK']) {
    test(line, () => {
      expect(see(parseDocument(`PUT https://a.io/secrets/x\n\n{"value":"a"}\n\n${line}\n`)).body).toBe('{"value":"a"}');
    });
  }

  test('a second request without a separator is sent by nobody', () => {
    expect(see(parseDocument('GET https://a.io\nGET https://b.io')).problems).toEqual(['!missing-separator']);
  });

  test('text behind a handler is no body', () => {
    expect(see(parseDocument('PUT https://a.io\n\na\n> {% x %}\nb'))).toMatchObject({
      body: 'a',
      problems: ['.not-supported', '!text-after-handler'],
    });
  });
});
