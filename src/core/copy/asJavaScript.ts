import { assertNever } from '../model/assertNever.ts';
import type { CopiedChunk, HiddenValue } from './copiedBody.ts';
import { hasContentType, type ReadCopied } from './copiedRequest.ts';
import { hiddenValues } from './hiddenValues.ts';
import { programText } from './programText.ts';

/** The request as a JavaScript module for Node. */
export function asJavaScript({ method, url, headers, token, body }: ReadCopied): string {
  const pairs = headers.map(([name, value]) => `    [${programText(name)}, ${programText(value)}],`);
  if (token) pairs.unshift('    ["Authorization", "Bearer " + process.env.ACCESS_TOKEN],');
  return [
    ...(body?.some(({ kind }) => kind === 'file') ? [`import { readFileSync } from ${programText('node:fs')};`, ''] : []),
    ...(hiddenValues(body).length > 0 ? needed : []),
    `const response = await fetch(${programText(url)}, {`,
    `  method: ${programText(method)},`,
    ...(pairs.length === 0 ? [] : ['  headers: [', ...pairs, '  ],']),
    ...(body === undefined ? [] : [`  body: ${bodyOf(body, hasContentType(headers))},`]),
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}

/** Without its secret nothing is sent. */
const needed = [
  'const needed = name => {',
  '  if (process.env[name] === undefined) throw new Error(name + " is not set.");',
  '  return process.env[name];',
  '};',
];

function bodyOf(body: readonly CopiedChunk[], isTyped: boolean): string {
  const [only] = body;
  // To a text fetch adds a type of its own.
  if (body.length === 1 && only?.kind === 'text' && isTyped) return textOf(only.pieces);
  const chunks = body.map(chunk =>
    chunk.kind === 'file' ? `readFileSync(${programText(chunk.path)})` : `Buffer.from(${textOf(chunk.pieces)})`,
  );
  return chunks.length === 1 ? chunks.join('') : `Buffer.concat([${chunks.join(', ')}])`;
}

const textOf = (pieces: readonly (string | HiddenValue)[]): string => pieces.map(expressionOf).join(' + ');

function expressionOf(piece: string | HiddenValue): string {
  if (typeof piece === 'string') return programText(piece);
  const value = `needed(${programText(piece.variable)})`;
  switch (piece.form) {
    case 'json':
      return `JSON.stringify(${value}).slice(1, -1)`;
    case 'form':
      return `encodeURIComponent(${value})`;
    case 'text':
      return value;
    default:
      return assertNever(piece.form);
  }
}
