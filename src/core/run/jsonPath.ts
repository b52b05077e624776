import type { JsonValue } from '../model/tokenFacts.ts';

/** One step of a path: own property or item, every child, every descendant, or the items whose field has a value. */
type Step =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'every' }
  | { readonly kind: 'deep' }
  | { readonly kind: 'where'; readonly key: string; readonly value: string };

/** No path needs more; a hostile one would multiply the values at every step. */
const maxSteps = 64;
const maxValues = 10_000;

/**
 * The first value at a path such as `.value`, `.a[0].b`, `$.a`, `['odd key']`, `$.value[-1]`, `$.value[*].id`, `$..id` or
 * `$.value[?(@.name=='x')].id` in a JSON value or text; undefined where there is none, or the text is not JSON. Only own properties are seen.
 */
export function readJsonPath(json: JsonValue | string, path: string): JsonValue | undefined {
  const root = typeof json === 'string' ? parseJson(json) : json;
  const steps = pathSteps(path);
  if (root === undefined || steps === undefined) return undefined;
  let values: readonly JsonValue[] = [root];
  for (const step of steps) values = take(values, step);
  return values[0];
}

const stepForm =
  /\.\.|\[\s*\*\s*\]|\.\*|\[\s*\?\(\s*@\.([\w-]+)\s*===?\s*(?:'([^']*)'|"([^"]*)"|([\w.-]+))\s*\)\s*\]|\[\s*(?:'([^']*)'|"([^"]*)"|([^\]'"]*))\s*\]|([^.[\]]+)/g;

function pathSteps(path: string): readonly Step[] | undefined {
  const steps = [...path.matchAll(stepForm)].map(readStep);
  if (steps.length > maxSteps) return undefined;
  const [first] = steps;
  return first?.kind === 'key' && first.key === '$' ? steps.slice(1) : steps;
}

function readStep(match: RegExpMatchArray): Step {
  const [text, field, ...values] = match;
  if (text === '..') return { kind: 'deep' };
  if (text === '.*' || text === '*' || /^\[\s*\*\s*\]$/.test(text)) return { kind: 'every' };
  const [single, double, bare, quoted, doubleQuoted, index, word] = values;
  if (field !== undefined) return { kind: 'where', key: field, value: single ?? double ?? bare ?? '' };
  return { kind: 'key', key: quoted ?? doubleQuoted ?? index ?? word ?? '' };
}

function take(values: readonly JsonValue[], step: Step): readonly JsonValue[] {
  const found: JsonValue[] = [];
  for (const value of values) {
    if (step.kind === 'key') found.push(...childAt(value, step.key));
    else if (step.kind === 'every') found.push(...children(value));
    else if (step.kind === 'deep') addDescendants(value, found);
    else found.push(...children(value).filter(child => childAt(child, step.key).some(field => String(field) === step.value)));
    if (found.length >= maxValues) break;
  }
  return found;
}

function childAt(value: JsonValue, key: string): readonly JsonValue[] {
  if (typeof value !== 'object' || value === null) return [];
  const name = Array.isArray(value) && /^-\d{1,9}$/.test(key) ? String(value.length + Number(key)) : key;
  // A list's own `length` is no item of it.
  if (!Object.hasOwn(value, name) || (Array.isArray(value) && !/^\d+$/.test(name))) return [];
  const child: JsonValue | undefined = Reflect.get(value, name);
  return child === undefined ? [] : [child];
}

function children(value: JsonValue): readonly JsonValue[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** In the order of the text, with a stack of its own: a body can nest deeper than calls can. */
function addDescendants(root: JsonValue, found: JsonValue[]): void {
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined && found.length < maxValues; value = open.pop()) {
    found.push(value);
    open.push(...children(value).slice(0, maxValues).toReversed());
  }
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Not JSON: there is nothing at any path.
    return undefined;
  }
}
