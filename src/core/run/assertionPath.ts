import type { JsonValue } from '../model/tokenFacts.ts';

/**
 * The value at a path such as `.value`, `.a[0].b`, `.$.a` or `['odd key']` in a JSON value or text; undefined where there is none,
 * or the text is not JSON. Only own properties are seen.
 */
export function readJsonPath(json: JsonValue | string, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = typeof json === 'string' ? parseJson(json) : json;
  for (const step of pathSteps(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Array.isArray(value) ? value[Number(step)] : (value as { readonly [key: string]: JsonValue })[step];
  }
  return value;
}

function pathSteps(path: string): readonly string[] {
  const steps = [...path.matchAll(/\[\s*(?:'([^']*)'|"([^"]*)"|([^\]'"]*))\s*\]|([^.[\]]+)/g)];
  const names = steps.map(match => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  return names[0] === '$' ? names.slice(1) : names;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Not JSON: there is nothing at any path.
    return undefined;
  }
}
