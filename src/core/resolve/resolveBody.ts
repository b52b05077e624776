import type { Problem } from '../language/problem.ts';
import { type BodyPart, type RequestBlock, spanInDocument } from '../language/syntax.ts';
import type { Expander } from './expander.ts';
import type { VariableSources } from './variableSources.ts';

type FilePart = Extract<BodyPart, { kind: 'file' }>;

/** The bytes of a request's body, undefined where it has none. `contentType` decides about line breaks; faults go to `problems`. */
export async function resolveBody(
  block: RequestBlock,
  contentType: string,
  expander: Expander,
  sources: Pick<VariableSources, 'readFile'>,
  problems: Problem[],
): Promise<Uint8Array | undefined> {
  const { body } = block.syntax;
  if (body === null) return undefined;
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  for (const part of body.parts) {
    if (part.kind === 'text') chunks.push(encoder.encode(withLineBreaks((await expander.fill(part)) ?? '', contentType)));
    else {
      const bytes = await readPart(block, part, expander, sources);
      if (bytes instanceof Uint8Array) chunks.push(bytes);
      else if (bytes !== undefined) problems.push(bytes);
    }
  }
  return concatenate(chunks);
}

/** A file's bytes, or the problem with it; undefined where its path could not be filled in (which is reported already). */
async function readPart(
  block: RequestBlock,
  part: FilePart,
  expander: Expander,
  sources: Pick<VariableSources, 'readFile'>,
): Promise<Uint8Array | Problem | undefined> {
  const path = await expander.fill(part.path);
  if (path === undefined) return undefined;
  const failure = (message: string): Problem => ({
    code: 'file-unreadable',
    severity: 'error',
    message,
    span: spanInDocument(block, part.path),
  });
  const bytes = await sources.readFile(path);
  if (bytes === undefined) {
    return failure(
      `"${path.slice(0, 120)}" cannot be read. It must lie in the workspace, the workspace must be trusted, and reading it must be allowed.`,
    );
  }
  if (!part.expand && part.encoding === null) return bytes;
  const text = decode(bytes, part.encoding ?? 'utf-8');
  if (text === undefined) return failure(`"${part.encoding ?? ''}" is no known encoding. Write "< ${path.slice(0, 120)}" for UTF-8.`);
  // Offsets inside the file mean nothing in the document: a fault in it is shown at its path.
  const filled = part.expand ? await expander.fillOther(text, part.path) : text;
  return filled === undefined ? undefined : new TextEncoder().encode(filled);
}

function decode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // The only error that a decoder without `fatal` throws: RangeError for a label that it does not know.
    return undefined;
  }
}

/** RFC 2046 section 4.1.1 wants CRLF in multipart; a form may be broken before each `&` for readers. */
function withLineBreaks(text: string, contentType: string): string {
  if (/^multipart\//i.test(contentType)) return text.replace(/\r\n|\r|\n/g, '\r\n');
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return text.replace(/(?:\r\n|\r|\n)[ \t]*(?=&)/g, '');
  return text;
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
