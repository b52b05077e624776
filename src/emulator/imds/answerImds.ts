import type { EntraService } from '../entra/entraService.ts';
import { type Answer, jsonAnswer, textAnswer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { sampleManagedIdentity } from '../sampleIdentity.ts';
import { mintToken } from '../token/mintToken.ts';
import { draftToken } from '../token/tokenDraft.ts';

const apiVersions: ReadonlySet<string> = new Set(['2018-02-01', '2019-08-01', '2020-06-01', '2021-02-01']);
/** Tokens of managed identities live for a day. */
const lifetime = 86_399;

/** One call to the metadata endpoint of a virtual machine: `GET /metadata/identity/oauth2/token`. */
export async function answerImds(request: Incoming, service: EntraService): Promise<Answer> {
  if (request.path.replace(/\/$/, '').toLowerCase() !== '/metadata/identity/oauth2/token') return textAnswer(404, 'Not found.\n');
  if (request.method !== 'GET') return textAnswer(405, 'Method not allowed.\n', [['Allow', 'GET']]);
  const problem = whyRefused(request);
  if (problem !== undefined) return jsonAnswer(400, { error: 'invalid_request', error_description: problem });
  const resource = request.query.get('resource') ?? '';
  const now = Math.floor(service.doors.now() / 1000);
  const draft = service.run().scenario.token({ ...draftToken(resource, service.tenantId, now * 1000), expiresAt: now + lifetime }, now);
  return jsonAnswer(200, {
    access_token: await mintToken(service.keys, sampleManagedIdentity, draft),
    client_id: sampleManagedIdentity.clientId,
    expires_in: String(draft.expiresAt - now),
    expires_on: String(draft.expiresAt),
    ext_expires_in: String(draft.expiresAt - now),
    not_before: String(draft.notBefore),
    resource,
    token_type: 'Bearer',
  });
}

/** The resource is not judged: the real endpoint takes it literally as well. */
function whyRefused({ headers, query }: Incoming): string | undefined {
  if (headers.metadata?.toString().toLowerCase() !== 'true') return 'Required metadata header not specified';
  if (headers['x-forwarded-for'] !== undefined) return 'Request contains a forbidden header: X-Forwarded-For';
  const version = query.get('api-version');
  if (version === null || !apiVersions.has(version)) return 'Required query variable api-version is missing or not supported';
  if ((query.get('resource') ?? '') === '') return 'Required query variable resource is missing';
  return isSampleIdentity(query) ? undefined : 'Identity not found';
}

function isSampleIdentity(query: URLSearchParams): boolean {
  const { clientId, objectId, managedIdentity = '' } = sampleManagedIdentity;
  const own: Readonly<Record<string, string>> = {
    client_id: clientId,
    object_id: objectId,
    principal_id: objectId,
    msi_res_id: managedIdentity,
  };
  return Object.entries(own).every(([parameter, value]) => {
    const asked = query.get(parameter);
    return asked === null || asked.toLowerCase() === value.toLowerCase();
  });
}
