/**
 * The value with every byte array in a buffer of its own; what needs no change stays the same object. A message clones the whole buffer
 * behind a view, and small Node buffers share one: raw tokens of other calls would ride along, unseen, with a redacted body.
 */
export function compactBytes<T>(value: T): T {
  return compact(value) as T;
}

function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return value.byteLength === value.buffer.byteLength ? value : Uint8Array.from(value);
  return Array.isArray(value) ? compactItems(value) : compactFields(value as Readonly<Record<string, unknown>>);
}

function compactItems(items: readonly unknown[]): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item !== 'object' || item === null) continue;
    const next = compact(item);
    if (next === item) continue;
    changed ??= [...items];
    changed[index] = next;
  }
  return changed ?? items;
}

function compactFields(fields: Readonly<Record<string, unknown>>): object {
  let changed: Record<string, unknown> | undefined;
  // Plain objects, thousands of fields a second: `for in` is the cheapest walk.
  for (const name in fields) {
    const field = fields[name];
    if (typeof field !== 'object' || field === null) continue;
    const next = compact(field);
    if (next === field) continue;
    changed ??= { ...fields };
    changed[name] = next;
  }
  return changed ?? fields;
}
