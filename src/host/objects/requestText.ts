import { isVaultName } from '../vaults/vaultDraft.ts';
import type { ListRef, ObjectKind, ObjectRef } from './vaultObject.ts';

const apiVersion = 'api-version=7.6';
/** The most that the service gives at once. */
const pageSize = 25;

/** The vault that a request is for. */
export interface RequestVault {
  readonly name: string;
  readonly url: string;
}

const singular: Readonly<Record<ObjectKind, string>> = { secrets: 'Secret', keys: 'Key', certificates: 'Certificate' };

/** A request that reads one object, as a block of a request file. */
export function objectRequest({ objects, name, deleted }: ObjectRef, vault: RequestVault): string {
  const path = `/${deleted ? 'deleted' : ''}${objects}/${name}`;
  const title = `${deleted ? 'Deleted' : 'Read'} ${singular[objects].toLowerCase()} ${name}`;
  return block(title, requestName(deleted ? 'deleted' : 'read', singular[objects], name), vault, `${path}?${apiVersion}`);
}

/** A request that lists what a vault holds; `next` is path and query of a later page. */
export function listRequest({ objects, deleted }: ListRef, vault: RequestVault, next: string | null): string {
  const path = `/${deleted ? 'deleted' : ''}${objects}`;
  const title = `List ${deleted ? 'soft-deleted ' : ''}${objects} of ${vault.name}`;
  return block(
    title,
    requestName('list', deleted ? 'Deleted' : '', objects),
    vault,
    next ?? `${path}?${apiVersion}&maxresults=${pageSize}`,
  );
}

/** What a vault answers to somebody it does not know: its challenge. No token, secret or cookie goes out. */
export function probeRequest(vault: RequestVault, kind: ObjectKind): string {
  return block(`Probe ${vault.name} without a token`, 'probe', vault, `/${kind}?${apiVersion}&maxresults=1`, '# @flow anonymous');
}

/** A name from the settings that could not stand in a directive is left out: the address then says which vault is meant. */
function block(title: string, name: string, vault: RequestVault, target: string, ...directives: readonly string[]): string {
  const named = isVaultName(vault.name);
  const heading = named ? title : title.replace(vault.name, new URL(vault.url).hostname);
  const lines = [
    `### ${heading}`,
    `# @name ${name}`,
    ...(named ? [`# @vault ${vault.name}`] : []),
    ...directives,
    `GET ${named ? '' : vault.url}${target}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** `read`, `Secret`, `db-password` -> `readSecretDbPassword` */
function requestName(...parts: readonly string[]): string {
  const words = parts.flatMap(part => part.split('-')).filter(word => word !== '');
  return words.map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join('');
}
