import { assertNever } from '../model/assertNever.ts';
import type { CopiedChunk, HiddenValue } from './copiedBody.ts';
import { joinedHeaders, type ReadCopied } from './copiedRequest.ts';
import { hiddenValues } from './hiddenValues.ts';
import { programText } from './programText.ts';

/** The request as a Python program on `requests`. A variable that is not set is a KeyError with its name. */
export function asPython({ method, url, headers, token, body }: ReadCopied): string {
  const pairs = joinedHeaders(headers).map(([name, value]) => `    ${programText(name)}: ${programText(value)},`);
  if (token) pairs.unshift('    "Authorization": f"Bearer {os.environ[\'ACCESS_TOKEN\']}",');
  const imports = importsOf(token, hiddenValues(body));
  return [
    ...(imports.length === 0 ? [] : [...imports, '']),
    'import requests',
    '',
    'response = requests.request(',
    `    ${programText(method)},`,
    `    ${programText(url)},`,
    ...(pairs.length === 0 ? [] : ['    headers={', ...pairs.map(pair => `    ${pair}`), '    },']),
    ...(body === undefined ? [] : [`    data=${body.map(bytesOf).join(' + ')},`]),
    '    timeout=30,',
    ')',
    'print(response.status_code, response.text)',
    '',
  ].join('\n');
}

function importsOf(token: boolean, hidden: readonly HiddenValue[]): readonly string[] {
  const has = (form: HiddenValue['form']): boolean => hidden.some(value => value.form === form);
  return [
    ...(has('json') ? ['import json'] : []),
    ...(token || hidden.length > 0 ? ['import os'] : []),
    ...(has('form') ? ['import urllib.parse'] : []),
  ];
}

function bytesOf(chunk: CopiedChunk): string {
  if (chunk.kind === 'file') return `open(${programText(chunk.path)}, "rb").read()`;
  const text = chunk.pieces.map(expressionOf).join(' + ');
  return `${chunk.pieces.length === 1 ? text : `(${text})`}.encode("utf-8")`;
}

function expressionOf(piece: string | HiddenValue): string {
  if (typeof piece === 'string') return programText(piece);
  const value = `os.environ[${programText(piece.variable)}]`;
  switch (piece.form) {
    case 'json':
      return `json.dumps(${value})[1:-1]`;
    case 'form':
      return `urllib.parse.quote(${value}, safe="")`;
    case 'text':
      return value;
    default:
      return assertNever(piece.form);
  }
}
