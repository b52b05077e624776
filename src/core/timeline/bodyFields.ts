import { bodyCap } from './bodyView.ts';

const mostFields = 200;

/**
 * A body as named values: the leaves of a JSON document by path, the fields of a form by name, anything else as a whole under ''.
 * Bodies that are long or not text are told by their size.
 */
export function bodyFields(bytes: Uint8Array | undefined): ReadonlyMap<string, string> {
  if (bytes === undefined || bytes.length === 0) return new Map();
  const text = bytes.length > bodyCap ? undefined : textOf(bytes);
  if (text === undefined) return new Map([['', `${bytes.length} bytes`]]);
  const leaves = new Map<string, string>();
  const json = jsonOf(text);
  if (json !== undefined) collect(json, '', leaves);
  else if (/^[\w.%-]+=[^\s]*$/.test(text)) for (const [name, value] of new URLSearchParams(text)) leaves.set(name, value);
  else leaves.set('', text);
  return leaves;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: told by its size.
    return undefined;
  }
}

function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // No JSON: compared as text.
    return undefined;
  }
}

function collect(value: unknown, path: string, into: Map<string, string>): void {
  if (into.size >= mostFields) return;
  if (typeof value !== 'object' || value === null) {
    into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) into.set(path, Array.isArray(value) ? '[]' : '{}');
  for (const [name, child] of entries) {
    const step = Array.isArray(value) ? `[${name}]` : path === '' ? name : `.${name}`;
    collect(child, `${path}${step}`, into);
  }
}
