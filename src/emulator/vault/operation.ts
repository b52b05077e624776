import type { Answer } from '../http/answer.ts';
import type { Caller } from './caller.ts';
import type { VaultObjects } from './vaultObjects.ts';
import type { VaultPlace } from './vaultPlace.ts';

/** What a caller must hold for an operation: an RBAC data action, or the word of an access policy. */
export interface Permission {
  /** After `Microsoft.KeyVault/vaults/`. */
  readonly action: string;
  readonly kind: 'secrets' | 'keys' | 'certificates' | 'storage';
  readonly word: string;
}

/** A call that was let through: its token, its network and its permission are in order. */
export interface Call extends VaultPlace {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: string;
  /** The Accept header, or nothing. */
  readonly accept: string;
  /** Epoch ms of the vault's clock. */
  readonly now: number;
  readonly caller: Caller;
}

/** `O` is what it works on: the objects of a vault, or those of a managed HSM. */
export interface Operation<O = VaultObjects> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** Segments; `{x}` takes one segment, `{x?}` at the end may be absent or empty. */
  readonly path: string;
  readonly permission: Permission;
  readonly run: (call: Call, objects: O) => Answer | Promise<Answer>;
}

export type Route<O = VaultObjects> =
  | { readonly kind: 'found'; readonly operation: Operation<O>; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

/** The table by first segment, patterns taken apart: a call looks at few rows and splits none. */
export type Routes<O = VaultObjects> = ReadonlyMap<
  string,
  readonly { readonly operation: Operation<O>; readonly pattern: readonly string[] }[]
>;

export function routesOf<O = VaultObjects>(operations: readonly Operation<O>[]): Routes<O> {
  const rows = operations.map(operation => ({ operation, pattern: operation.path.split('/') }));
  const first = new Set(rows.map(({ pattern }) => pattern[0] ?? ''));
  return new Map([...first].map(segment => [segment, rows.filter(({ pattern }) => pattern[0] === segment)]));
}

/** Finds the operation. Earlier rows win, so literal segments stand before parameters in the table. */
export function route<O>(routes: Routes<O>, method: string, path: string): Route<O> {
  const segments = splitPath(path);
  const rows = routes.get(segments?.[0]?.toLowerCase() ?? '');
  if (segments === undefined || rows === undefined) return { kind: 'unknown' };
  const allowed: string[] = [];
  for (const { operation, pattern } of rows) {
    const params = matchPath(pattern, segments);
    if (params === undefined) continue;
    if (operation.method === method) return { kind: 'found', operation, params };
    allowed.push(operation.method);
  }
  return allowed.length === 0 ? { kind: 'unknown' } : { kind: 'wrong-method', allowed: [...new Set(allowed)].sort() };
}

/** Doubled slashes count as one and a final one as none: recorded clients send both and are answered 200. */
function splitPath(path: string): readonly string[] | undefined {
  try {
    return path
      .split('/')
      .filter(segment => segment !== '')
      .map(decodeURIComponent);
  } catch {
    // A stray percent sign: no path of this service.
    return undefined;
  }
}

function matchPath(pattern: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  if (segments.length > pattern.length) return undefined;
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    const optional = part.endsWith('?}');
    if (part.startsWith('{')) {
      if (segment === undefined && !optional) return undefined;
      params[part.replace(/[{?}]/g, '')] = segment ?? '';
    } else if (segment?.toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return params;
}
