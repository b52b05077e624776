import { usualVersion } from '../explain/apiVersions.ts';
import { methods } from '../requestLine.ts';
import type { CompletionAsk } from './completeAt.ts';
import { type CompletionEntry, entry } from './completionEntry.ts';
import { neededFor, type VaultOperation, vaultOperations } from './vaultOperations.ts';

const purposes: Readonly<Record<string, string>> = {
  GET: 'read or list',
  PUT: 'set or import',
  POST: 'create, back up, use a key',
  PATCH: 'change attributes and tags',
  DELETE: 'delete or purge',
};

export function methodEntries(): readonly CompletionEntry[] {
  return methods.map(method => entry('method', method, purposes[method] ?? '', { insert: `${method} ` }));
}

/** Whole requests: the operations of the vault with their api-version and body. */
export function requestEntries({ place }: CompletionAsk): readonly CompletionEntry[] {
  const hasDirective = place.block.syntax.directives.some(({ key }) => key === 'vault');
  return vaultOperations.map(operation => {
    const label = `${operation.method} ${operation.path}`;
    const body = operation.body === null ? '' : `\nContent-Type: application/json\n\n${shifted(operation)}`;
    const insert = `${operation.method} ${pathSnippet(operation.path)}?api-version=${versionFor(operation)}${body}`;
    return entry('operation', label, operation.title, {
      insert,
      isSnippet: true,
      documentation: `${accessText(operation)}${hasDirective ? '' : '\n\nNames its vault with "# @vault" above, unless the file has a default vault.'}`,
    });
  });
}

/** `/secrets/{name}` with a place for each part in braces. */
export function pathSnippet(path: string): string {
  let count = 0;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => `\${${++count}:${name}}`);
}

export function versionFor({ since }: VaultOperation): string {
  return since !== null && since > usualVersion ? since : usualVersion;
}

export function accessText(operation: Pick<VaultOperation, 'method' | 'path'>): string {
  const { permission, action, role } = neededFor(operation);
  const lines = [
    ...(role === null ? [] : [`Least role: ${role}`]),
    ...(action === null ? [] : [`Data action: ${action}`]),
    ...(permission === null ? [] : [`Access policy: ${permission}`]),
  ];
  return lines.join('\n');
}

/** The places of the body count on behind those of the path. */
function shifted({ path, body }: VaultOperation): string {
  const count = path.match(/\{\w+\}/g)?.length ?? 0;
  return (body ?? '').replace(/\$\{(\d+)/g, (_, place: string) => `\${${Number(place) + count}`);
}
