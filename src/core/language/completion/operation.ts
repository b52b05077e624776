import type { NeededAccess } from '../../diagnosis/neededAccess.ts';
import { snippetPlaces } from './completionEntry.ts';

/** One operation of a vault, a managed HSM or Azure Resource Manager. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** `{name}` and `{version}` stand for one segment each. */
  readonly path: string;
  readonly title: string;
  /** The body as a snippet, null where there is none. */
  readonly body: string | null;
  /** The first api-version that has it; null for all that are in use. */
  readonly since: string | null;
  /** What it needs; null where `neededAccess` knows. */
  readonly access: NeededAccess | null;
}

export type OperationRow = readonly [
  method: Operation['method'],
  path: string,
  title: string,
  body?: string | null,
  since?: string | null,
  access?: NeededAccess,
];

export function operationOfRow([method, path, title, body, since, access]: OperationRow): Operation {
  return { method, path, title, body: typeof body === 'string' ? snippetPlaces(body) : null, since: since ?? null, access: access ?? null };
}
