import type { CopiedChunk, HiddenValue } from './copiedBody.ts';

/** The secrets that a body leaves to its reader, in order. */
export function hiddenValues(body: readonly CopiedChunk[] | undefined): readonly HiddenValue[] {
  return (body ?? []).flatMap(chunk => (chunk.kind === 'text' ? chunk.pieces.filter(piece => typeof piece !== 'string') : []));
}
