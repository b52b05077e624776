/**
 * The value with every byte array in a buffer of its own. A message clones the whole buffer behind a view, and small
 * Node buffers share one: raw tokens of other calls would ride along, unseen, with a redacted body.
 */
export function compactBytes<T>(value: T): T {
  return compact(value) as T;
}

function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return value.byteLength === value.buffer.byteLength ? value : Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(compact);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, compact(inner)]));
}
