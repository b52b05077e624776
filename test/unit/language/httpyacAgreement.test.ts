import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../src/core/language/syntax.ts';
import { parseWithHttpyac } from './parseWithHttpyac.mjs';

interface Seen {
  readonly requests: readonly (readonly [method: string, url: string, name: string | undefined])[];
  readonly headers: readonly string[];
  readonly bodies: readonly string[];
  readonly variables: readonly string[];
}

function ours(text: string): Seen {
  const document = parseDocument(text);
  const requests = requestBlocks(document).map(({ syntax }) => syntax);
  return {
    requests: requests.map(({ requestLine, name }) => [
      requestLine.method?.text ?? 'GET',
      requestLine.target.map(part => part.text).join(''),
      name?.text,
    ]),
    headers: requests.flatMap(({ headers }) => headers.map(({ name, value }) => `${name.text}=${value.text}`)),
    bodies: requests.flatMap(({ body }) => {
      const part = body?.parts[0];
      if (body === null || part === undefined) return [];
      return [
        part.kind === 'file'
          ? '<file>'
          : body.parts
              .map(one => (one.kind === 'text' ? one.text : ''))
              .join('')
              .replaceAll('\r\n', '\n'),
      ];
    }),
    variables: document.blocks.flatMap(({ syntax }) => syntax.definitions.map(({ name, value }) => `${name.text}=${value.text}`)),
  };
}

async function theirs(text: string): Promise<Seen> {
  const regions = await parseWithHttpyac(text);
  const sent = regions.filter(({ request }) => request !== undefined);
  return {
    requests: sent.map(({ request, metaData }) => [request?.method ?? 'GET', request?.url ?? '', metaData.name as string | undefined]),
    headers: sent.flatMap(({ request }) =>
      Object.entries(request?.headers ?? {}).flatMap(([name, value]) => [value].flat().map(one => `${name}=${one}`)),
    ),
    bodies: sent.flatMap(({ request }) => {
      const body = request?.body;
      if (body === undefined) return [];
      return [typeof body === 'string' ? body : '<file>'];
    }),
    variables: regions.flatMap(({ symbol }) =>
      (symbol.children ?? []).filter(({ kind }) => kind === 'variableDefinition').map(({ name, description }) => `${name}=${description}`),
    ),
  };
}

/** Rules of the dialect table in which httpYac reads a text as we do. */
const agreements: readonly (readonly [rule: string, text: string])[] = [
  ['1', 'GET https://a.io\n#####\nGET https://b.io'],
  ['2', '### Read it\nGET https://a.io'],
  ['2', '### Read it\n# @name r\nGET https://a.io'],
  ['4', '// @name r\nGET https://a.io'],
  ['7', '# @name read-one\nGET https://a.io'],
  ['8', 'GET https://a.io\nA: 1\n# @name r\nB: 2'],
  ['9', '# @flwo rest\nGET https://a.io'],
  ['10', '###\n\n###\nGET https://a.io\n###\n'],
  ['11', 'https://a.io/x'],
  ['11', '{{host}}/secrets'],
  ['13', 'GET https://a.io HTTP/1.1'],
  ['15', 'GET a.io/x'],
  ['16', 'GET https://a.io\n?a=1\n  &b=2\nA: 1'],
  ['17', 'GET https://a.io\n    /secrets\n    /x\n    ?a=1'],
  ['18', 'GET https://a.io/x#y'],
  ['20', 'GET https://a.io\nA: 1\nA: 2'],
  ['23', 'GET https://a.io\nA: 1\n# x\n// y\nB: 2'],
  ['23', '/*\n x\n*/\nGET https://a.io'],
  ['23', '  /*\n# @name r\nGET https://b.io\n\n  */\nGET https://a.io'],
  ['24', 'PUT https://a.io\n\nA: 1'],
  ['25', 'PUT https://a.io\n\na\n# b\n // c\nd'],
  ['28', 'PUT https://a.io\n\n\n a\n\n b\n\n'],
  ['29', 'PUT https://a.io\n\n< ./f g'],
  ['29', 'PUT https://a.io\n\n<root>'],
  ['29', 'PUT https://a.io\n\n<root a="b c">\n</root>'],
  ['29', 'PUT https://a.io\n\n< ./f.js'],
  ['30', 'PUT https://a.io\n\na\n\n> {%\n b\n%}\n'],
  ['30', 'PUT https://a.io\n\na\n{{response\n b\n}}'],
  ['30', 'PUT https://a.io\n\na\n{{streaming\n b\n}}\n{{after\n c\n}}\n{{RESPONSELOGGING\n d\n}}'],
  ['30', 'PUT https://a.io\n\na\n{{@js response\n b\n}}\n{{@js +after\n c\n}}\n{{+streaming\n d\n}}'],
  ['30', '{{request\n b\n}}\nPUT https://a.io\n\na'],
  ['30', 'PUT https://a.io\n\na\n{{reply\n b\n}}'],
  ['30', 'PUT https://a.io\n\na\n{{response}}'],
  ['30', 'PUT https://a.io\n\na\n  {{\n b\n  }}'],
  ['30', 'PUT https://a.io\n\na\n  {{\n b'],
  ['30', 'PUT https://a.io\n\na\n  > {%\n b\n  %}'],
  ['30', 'PUT https://a.io\n\na\n  > ./f.js'],
  ['30', 'PUT https://a.io\n\na\n  >{%'],
  ['30', 'PUT https://a.io\n\n{\n  {{a}}\n}'],
  ['31', 'PUT https://a.io\n\na\n  >> o.json'],
  ['31', 'PUT https://a.io\n\na\n>>o.json'],
  ['32', 'PUT https://a.io\n\na\n<>o.json'],
  ['32', 'PUT https://a.io\n\na\n  <> o.json'],
  ['31', 'PUT https://a.io\n\na\n>> o.json'],
  ['32', 'PUT https://a.io\n\na\n<> o.json'],
  ['33', 'PUT https://a.io\n\na\n?? status == 200'],
  ['34', 'GET https://a.io\n\nHTTP/1.1 200 OK\nServer: x\n\n{}'],
  ['35', '@a=1\n@b = 2\nGET https://a.io'],
  ['53', '# @prompt city Which one?\nGET https://a.io'],
  ['54', '# @noRedirect\n# @no-cookie-jar\n# @note x\nGET https://a.io'],
  ['55', '# @ref login\n# @disabled\n# @title t\nGET https://a.io'],
  ['64', 'PUT https://a.io\r\nA: 1\r\n\r\nx\r\ny\r\n'],
];

for (const [rule, text] of agreements) {
  test(`${rule} ${JSON.stringify(text)}`, async () => {
    expect(ours(text)).toEqual(await theirs(text));
  });
}

/** Texts that httpYac reads otherwise: where it no longer does, a rule can be simpler. */
const differences: readonly (readonly [rule: string, text: string])[] = [
  ['1 an indented separator', 'GET https://a.io\n  ###\nGET https://b.io'],
  ['3 @name behind hashes', '### @name x\nGET https://a.io'],
  ['5 @name =', '# @name = x\nGET https://a.io'],
  ['6 #@name', '#@name x\nGET https://a.io'],
  ['11 import', 'import ./a.http'],
  ['12 a method in lower case', 'get https://a.io'],
  ['19 a header without a colon', 'PUT https://a.io\nAccept\nA: 1\n\nb'],
  ['21 a comma at the end', 'GET https://a.io\nA: 1,'],
  ['23 a comment in one line', '/* x */\nGET https://a.io'],
  ['23 a comment with text in its first line', '/* x\n y */\nGET https://a.io'],
  ['23 headers below a comment of several lines', 'GET https://a.io\n/*\n x\n*/\nA: 1'],
  ['25 a comment of several lines in a body', 'PUT https://a.io\n\na\n/*\nb\n*/'],
  ['26 a definition in a body', 'PUT https://a.io\n\na\n@x = 1'],
  ['27 a request in a body', 'PUT https://a.io\n\na\nGET https://b.io'],
  ['30 a word behind >', 'PUT https://a.io\n\n> word'],
  ['31 indented text behind >>', 'PUT https://a.io\n\na\n  >> what was said'],
  ['32 markup without a name', 'PUT https://a.io\n\n<>a</>'],
  ['34 an indented response', 'PUT https://a.io\n\na\n  HTTP/1.1 200 OK'],
  ['36 quotes', '@a = "q v"\nGET https://a.io'],
  ['60 curl', 'curl https://a.io'],
];

for (const [rule, text] of differences) {
  test(`${rule}: read otherwise on purpose`, async () => {
    expect(ours(text)).not.toEqual(await theirs(text));
  });
}
