import { randomUUID } from 'node:crypto';
import type { HeaderPair } from '../../core/model/headers.ts';
import type { Incoming } from '../http/incoming.ts';
import { sampleLocation, sampleVaultHost } from '../sampleIdentity.ts';

const serviceVersion = '1.9.3070.1';

/** The headers of every answer of a vault, in the service's order and spelling. */
export function serviceHeaders(request: Incoming): readonly HeaderPair[] {
  const clientRequestId = request.headers['x-ms-client-request-id'];
  return [
    ['Cache-Control', 'no-cache'],
    ['Pragma', 'no-cache'],
    ['Expires', '-1'],
    ['x-ms-keyvault-region', sampleLocation],
    ...(typeof clientRequestId === 'string' ? [['x-ms-client-request-id', clientRequestId.slice(0, 256)] as const] : []),
    ['x-ms-request-id', randomUUID()],
    ['x-ms-keyvault-service-version', serviceVersion],
    ['x-ms-keyvault-network-info', `conn_type=Ipv4;addr=${request.remoteAddress};act_addr_fam=InterNetwork;`],
    ['X-Content-Type-Options', 'nosniff'],
    ...strictTransport(request),
  ];
}

/** Under the vault's own name only: said by `localhost` it would bind every other local server of a browser that trusts the CA. */
function strictTransport({ host }: Incoming): readonly HeaderPair[] {
  return host.startsWith(sampleVaultHost) ? [['Strict-Transport-Security', 'max-age=31536000;includeSubDomains']] : [];
}
