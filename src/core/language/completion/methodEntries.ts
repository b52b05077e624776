import { usualVersion } from '../explain/apiVersions.ts';
import { methods } from '../requestLine.ts';
import type { CompletionAsk } from './completeAt.ts';
import { type CompletionEntry, entry } from './completionEntry.ts';
import { managementOperations } from './managementOperations.ts';
import type { Operation } from './operation.ts';
import { neededFor, operationsOf } from './operations.ts';
import { hostAt } from './requestHost.ts';

export const methodPurposes: Readonly<Record<string, string>> = {
  GET: 'read or list',
  PUT: 'set or import',
  POST: 'create, back up, use a key',
  PATCH: 'change attributes and tags',
  DELETE: 'delete or purge',
};

export function methodEntries(): readonly CompletionEntry[] {
  return methods.map(method => entry('method', method, methodPurposes[method] ?? '', { insert: `${method} ` }));
}

/** Whole requests: the operations of the vault, then those of Azure Resource Manager, with their api-version and body. */
export function requestEntries(ask: CompletionAsk): readonly CompletionEntry[] {
  const hasDirective = ask.place.block.syntax.directives.some(({ key }) => key === 'vault');
  const remark = hasDirective ? '' : '\n\nNames its vault with "# @vault" above, unless the file has a default vault.';
  return [
    ...operationsOf(hostAt(ask)).map(operation => requestEntry(operation, '', remark)),
    ...managementOperations.map(operation => requestEntry(operation, managementOrigin, '')),
  ];
}

const managementOrigin = 'https://management.azure.com';

function requestEntry(operation: Operation, origin: string, remark: string): CompletionEntry {
  const body = operation.body === null ? '' : `\nContent-Type: application/json\n\n${shifted(operation)}`;
  const insert = `${operation.method} ${origin}${pathSnippet(operation.path)}?api-version=${versionFor(operation)}${body}`;
  const documentation = `${accessText(operation)}${remark}`;
  return entry('operation', `${operation.method} ${operation.path}`, operation.title, { insert, isSnippet: true, documentation });
}

/** `/secrets/{name}` with a place for each part in braces. */
export function pathSnippet(path: string): string {
  let count = 0;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => `\${${++count}:${name}}`);
}

export function versionFor({ since, path }: Operation): string {
  if (since !== null && path.startsWith('/subscriptions/')) return since;
  return since !== null && since > usualVersion ? since : usualVersion;
}

export function accessText(operation: Operation): string {
  const { permission, action, role } = neededFor(operation);
  const lines = [
    ...(role === null ? [] : [`Least role: ${role}`]),
    ...(action === null ? [] : [`${operation.access === null ? 'Data action' : 'Action'}: ${action}`]),
    ...(permission === null ? [] : [`Access policy: ${permission}`]),
  ];
  return lines.join('\n');
}

/** The places of the body count on behind those of the path. */
function shifted({ path, body }: Operation): string {
  const count = path.match(/\{\w+\}/g)?.length ?? 0;
  return (body ?? '').replace(/\$\{(\d+)/g, (_, place: string) => `\${${Number(place) + count}`);
}
