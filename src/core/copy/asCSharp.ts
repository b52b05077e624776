import { assertNever } from '../model/assertNever.ts';
import type { CopiedChunk, HiddenValue } from './copiedBody.ts';
import type { ReadCopied } from './copiedRequest.ts';
import { hiddenValues } from './hiddenValues.ts';
import { programText } from './programText.ts';

/** The request as a C# program of top-level statements. */
export function asCSharp({ method, url, headers, token, body }: ReadCopied): string {
  const lines = ['using System.Net.Http.Headers;', '', 'using var client = new HttpClient();'];
  lines.push(`using var request = new HttpRequestMessage(new HttpMethod(${programText(method)}), ${programText(url)});`);
  if (token) {
    lines.push(
      'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ACCESS_TOKEN"));',
    );
  }
  // A StringContent would call itself text/plain.
  if (body !== undefined) lines.push(`request.Content = new ByteArrayContent(${bytesOf(body)});`);
  for (const [name, value] of headers) {
    const isContent = /^(?:content-(?!security)|expires$|last-modified$|allow$)/i.test(name);
    if (isContent && body === undefined) continue;
    lines.push(`request.${isContent ? 'Content.' : ''}Headers.TryAddWithoutValidation(${programText(name)}, ${programText(value)});`);
  }
  lines.push('using var response = await client.SendAsync(request);');
  lines.push('Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");');
  if (hiddenValues(body).length > 0) lines.push(...needed);
  return `${lines.join('\n')}\n`;
}

/** Without its secret nothing is sent. */
const needed = [
  '',
  'static string Needed(string name) =>',
  '    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");',
];

function bytesOf(body: readonly CopiedChunk[]): string {
  const chunks = body.map(chunk =>
    chunk.kind === 'file'
      ? `System.IO.File.ReadAllBytes(${programText(chunk.path)})`
      : `System.Text.Encoding.UTF8.GetBytes(${chunk.pieces.map(expressionOf).join(' + ')})`,
  );
  return chunks.length === 1 ? chunks.join('') : `[${chunks.map(chunk => `.. ${chunk}`).join(', ')}]`;
}

function expressionOf(piece: string | HiddenValue): string {
  if (typeof piece === 'string') return programText(piece);
  const value = `Needed(${programText(piece.variable)})`;
  switch (piece.form) {
    case 'json':
      return `System.Text.Json.JsonSerializer.Serialize(${value})[1..^1]`;
    case 'form':
      return `Uri.EscapeDataString(${value})`;
    case 'text':
      return value;
    default:
      return assertNever(piece.form);
  }
}
