import { binaryMask, bodyForm } from '../token/redactBody.ts';

/** A part of a request's body as its document has it. */
export type CopiedPart = { readonly kind: 'text'; readonly text: string } | CopiedFile;

/** A file whose bytes stand in the body. `isTemplate`: they hold variables, and nobody fills these in. */
export interface CopiedFile {
  readonly kind: 'file';
  readonly path: string;
  readonly isTemplate: boolean;
}

/** A secret that was taken out of a text: whoever runs the copy has it in an environment variable. */
export interface HiddenValue {
  readonly variable: string;
  /** What it stands in, and so how it has to be written. */
  readonly form: BodyForm;
}

export type BodyForm = ReturnType<typeof bodyForm>;

/** A stretch of a body as a copy sends it: text with what is hidden in it, or a file. */
export type CopiedChunk = { readonly kind: 'text'; readonly pieces: readonly (string | HiddenValue)[] } | CopiedFile;

/** What redaction leaves: without this a program would send it, and a vault would store it. */
const mask = /\[(?:redacted|secret|token)\]/g;

/** A redacted body as a copy sends it. */
export function copiedBody(parts: readonly CopiedPart[], contentType: string): readonly CopiedChunk[] {
  const text = parts.map(part => (part.kind === 'text' ? part.text : '')).join('');
  // A mask at the beginning is no JSON array.
  const form = bodyForm(text.replace(mask, 'x'), contentType);
  let hidden = 0;
  const nextHidden = (): HiddenValue => {
    hidden++;
    return { variable: hidden === 1 ? 'SECRET_VALUE' : `SECRET_VALUE_${hidden}`, form };
  };
  return parts.map((part): CopiedChunk => {
    if (part.kind === 'file') return part;
    // No environment variable holds bytes: the reader has to bring them in a file.
    if (part.text === binaryMask) return { kind: 'file', path: './body.bin', isTemplate: false };
    const [first = '', ...rest] = part.text.split(mask);
    const pieces = [first, ...rest.flatMap(text => [nextHidden(), text])];
    return { kind: 'text', pieces: pieces.filter(piece => piece !== '') };
  });
}
