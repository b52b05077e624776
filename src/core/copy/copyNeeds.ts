import type { CopyForm } from './asCode.ts';
import { type CopiedRequest, readCopied, secretMark } from './copiedRequest.ts';
import { hiddenValues } from './hiddenValues.ts';

/** What a reader has to bring before a copy does what the request does. */
export interface CopyNeeds {
  /** Whether it takes a token from `ACCESS_TOKEN`. */
  readonly token: boolean;
  /** Environment variables that hold what is secret in the body. */
  readonly secrets: readonly string[];
  /** Files that it reads. */
  readonly files: readonly string[];
  /** What stands where something was left out, or is not known: nothing fills it in. */
  readonly gaps: readonly string[];
}

export function copyNeeds(form: CopyForm, request: CopiedRequest): CopyNeeds {
  const { url, headers, token, body = [] } = readCopied(request);
  const outside = [url, ...headers.flat()];
  const inside = body.flatMap(chunk => (chunk.kind === 'text' ? chunk.pieces.filter(piece => typeof piece === 'string') : [chunk.path]));
  const isThere = (variable: string): boolean => [...outside, ...inside].some(text => text.includes(variable));
  const files = body.filter(chunk => chunk.kind === 'file');
  return {
    token: token && form !== 'az',
    secrets: hiddenValues(body).map(({ variable }) => variable),
    files: files.map(({ path }) => path),
    gaps: [
      ...new Set([
        ...outside.flatMap(text => text.match(mark) ?? []),
        ...(request.unfilled ?? []).filter(isThere),
        ...files.filter(({ isTemplate }) => isTemplate).map(({ path }) => `${path}: {{…}}`),
      ]),
    ],
  };
}

const mark = new RegExp(`\\[(?:redacted|secret|token)\\]|${secretMark}`, 'g');
