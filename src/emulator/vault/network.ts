import type { Answer } from '../http/answer.ts';
import { sampleLocation, sampleVaultName } from '../sampleIdentity.ts';
import { type Caller, callerText } from './caller.ts';
import { refuse } from './refusals.ts';

/** The network rules, asked after the token and before the permission. */
export function refuseNetwork(caller: Caller, rule: 'open' | 'firewall' | 'private-link-only'): Answer | undefined {
  if (rule === 'open') return undefined;
  if (rule === 'private-link-only') {
    const message = [
      'Public network access is disabled and request is not from a trusted service nor via an approved private link.',
      `Caller: ${callerText(caller)}`,
      `Vault: ${sampleVaultName};location=${sampleLocation}`,
    ].join('\r\n');
    return refuse(403, 'Forbidden', message, 'ForbiddenByConnection');
  }
  const message = [
    'Client address is not authorized and caller is not a trusted service.',
    `Client address: ${caller.address}`,
    `Caller: ${callerText(caller)}`,
    `Vault: ${sampleVaultName};location=${sampleLocation}`,
  ].join('\r\n');
  return refuse(403, 'Forbidden', message, 'ForbiddenByFirewall');
}
