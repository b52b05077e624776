import type { Answer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import type { SampleApp } from '../sampleIdentity.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import { whyAssertionRefused } from './clientAssertion.ts';
import type { EntraService } from './entraService.ts';

/** An app that has proved itself; `proof` is what its tokens say of how (`appidacr`). */
export interface ProvenClient {
  readonly app: SampleApp;
  readonly proof: '1' | '2';
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export const missing = (parameter: string, trace: EntraTrace): Answer => aadsts(900144, trace, { parameter });

/** The app that proves itself with a secret, in the form or as Basic credentials (RFC 6749 section 2.3.1), or with an assertion. */
export async function proveClient(
  request: Incoming,
  form: URLSearchParams,
  service: EntraService,
  trace: EntraTrace,
): Promise<ProvenClient | Answer> {
  const basic = readBasic(request.headers.authorization);
  const clientId = form.get('client_id') ?? basic?.id;
  if (clientId === undefined) return missing('client_id', trace);
  const app = service.apps.find(candidate => candidate.clientId === clientId.toLowerCase());
  if (app === undefined) return aadsts(700016, trace, { app: clientId, tenant: service.tenantId });
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    if (form.get('client_assertion_type') !== assertionType) return missing('client_assertion_type', trace);
    return (await whyAssertionRefused(assertion, app, service, trace)) ?? { app, proof: '2' };
  }
  return proveBySecret(form.get('client_secret') ?? basic?.secret, app, service, trace);
}

function proveBySecret(secret: string | undefined, app: SampleApp, service: EntraService, trace: EntraTrace): ProvenClient | Answer {
  if (secret === undefined) return aadsts(7000218, trace);
  if (secret !== app.secret) return aadsts(7000215, trace, { app: app.clientId });
  const expired = app.secretExpired || service.run().scenario.tokenRefusal === 'secret-expired';
  return expired ? aadsts(7000222, trace, { app: app.clientId }) : { app, proof: '1' };
}

function readBasic(header: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  const form = new URLSearchParams(`id=${id}&secret=${secret}`);
  return { id: form.get('id') ?? '', secret: form.get('secret') ?? '' };
}
