import { assertNever } from '../model/assertNever.ts';
import type { CopiedChunk, HiddenValue } from './copiedBody.ts';
import { joinedHeaders, type ReadCopied } from './copiedRequest.ts';

/** The request as a command of PowerShell 7. */
export function asPowerShell({ method, url, headers, token, body }: ReadCopied): string {
  const pairs = joinedHeaders(headers).map(([name, value]) => `  ${powerShellText(name)} = ${powerShellText(value)}`);
  if (token) pairs.unshift('  \'Authorization\' = "Bearer $env:ACCESS_TOKEN"');
  const isUsual = /^(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS|TRACE|MERGE)$/.test(method);
  const parameters = [
    `${isUsual ? '-Method' : '-CustomMethod'} ${method}`,
    `-Uri ${powerShellText(url)}`,
    ...(pairs.length === 0 ? [] : ['-Headers $headers']),
    ...(body === undefined ? [] : [`-Body (${bytesOf(body)})`]),
    '-SkipHttpErrorCheck',
  ];
  return [...(pairs.length === 0 ? [] : ['$headers = @{', ...pairs, '}']), `Invoke-WebRequest ${parameters.join(' `\n  ')}`, ''].join('\n');
}

/** PowerShell takes typographic quotes for quotes as well; doubled, each stands for itself. */
const powerShellText = (text: string): string => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;

function bytesOf(body: readonly CopiedChunk[]): string {
  // .NET looks for a path in the folder of the process, which is not the one that the prompt shows.
  const chunks = body.map(chunk =>
    chunk.kind === 'file'
      ? `[System.IO.File]::ReadAllBytes((Convert-Path -LiteralPath ${powerShellText(chunk.path)}))`
      : `[System.Text.Encoding]::UTF8.GetBytes(${chunk.pieces.map(expressionOf).join(' + ')})`,
  );
  return chunks.length === 1 ? chunks.join('') : `[byte[]](${chunks.join(' + ')})`;
}

/** The check stands inside the call: at a prompt each statement runs by itself, whatever became of the one before. */
function expressionOf(piece: string | HiddenValue): string {
  if (typeof piece === 'string') return powerShellText(piece);
  const value = `($env:${piece.variable} ?? $(throw '${piece.variable} is not set.'))`;
  switch (piece.form) {
    case 'json':
      return `[System.Web.HttpUtility]::JavaScriptStringEncode(${value})`;
    case 'form':
      return `[uri]::EscapeDataString(${value})`;
    case 'text':
      return value;
    default:
      return assertNever(piece.form);
  }
}
