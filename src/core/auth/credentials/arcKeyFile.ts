import { headerValues } from '../../model/headers.ts';
import type { WireResponse } from '../../model/wire.ts';
import type { CredentialDoors } from './credential.ts';

const mostBytes = 4096;

export type ArcKey = { readonly kind: 'key'; readonly value: string } | { readonly kind: 'refused'; readonly message: string };

/**
 * The proof that the Azure Arc agent asks for: the content of a key file that only privileged accounts can read. The answer names the file, and
 * could name any: only `*.key` of up to 4096 bytes, directly in the agent's own folder, is read.
 */
export async function readArcKey(response: WireResponse, { machine }: CredentialDoors): Promise<ArcKey> {
  const realm = headerValues(response.headers, 'www-authenticate')
    .map(value => /^\s*Basic\s+realm="?([^"]+?)"?\s*$/i.exec(value)?.[1])
    .find(path => path !== undefined);
  if (realm === undefined) return { kind: 'refused', message: 'The Azure Arc agent answered 401 without the name of a key file.' };
  const folder =
    machine.platform === 'windows'
      ? `${machine.env('ProgramData') ?? 'C:\\ProgramData'}\\AzureConnectedMachineAgent\\Tokens`
      : '/var/opt/azcmagent/tokens';
  const separator = machine.platform === 'windows' ? '\\' : '/';
  const cut = realm.lastIndexOf(separator);
  const file = realm.slice(cut + 1);
  const same = machine.platform === 'windows' ? realm.slice(0, cut).toLowerCase() === folder.toLowerCase() : realm.slice(0, cut) === folder;
  if (!same || !/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.key$/.test(file)) {
    return {
      kind: 'refused',
      message: `The Azure Arc agent names ${JSON.stringify(realm.slice(0, 200))}, which is no key file in ${folder}: it is not read.`,
    };
  }
  const bytes = await machine.readFile(realm, mostBytes);
  if (bytes === undefined) {
    const advice = 'The account must be a member of the group himds (Linux) or "Hybrid agent extension applications" (Windows).';
    return {
      kind: 'refused',
      message: `The key file of the Azure Arc agent cannot be read, or is longer than ${mostBytes} bytes. ${advice}`,
    };
  }
  return { kind: 'key', value: new TextDecoder().decode(bytes).trim() };
}
