import type { EntraService } from '../entra/entraService.ts';
import { type Answer, jsonAnswer, textAnswer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { sampleManagedIdentity } from '../sampleIdentity.ts';
import { isSampleIdentity, mintIdentityToken } from './identityToken.ts';

// @unverified The sentences; the statuses and the first error are documented.

const apiVersions: ReadonlySet<string> = new Set(['2018-02-01', '2019-08-01', '2020-06-01', '2021-02-01']);

/** One call to the metadata endpoint of a virtual machine: `GET /metadata/identity/oauth2/token`. */
export async function answerImds(request: Incoming, service: EntraService): Promise<Answer> {
  if (request.method !== 'GET') return textAnswer(405, 'Method not allowed.\n', [['Allow', 'GET']]);
  const problem = whyMetadataRefused(request, apiVersions);
  if (problem !== undefined) return jsonAnswer(400, { error: 'invalid_request', error_description: problem });
  const resource = request.query.get('resource') ?? '';
  const { token, expiresIn, expiresOn, notBefore } = await mintIdentityToken(resource, service);
  return jsonAnswer(200, {
    access_token: token,
    client_id: sampleManagedIdentity.clientId,
    expires_in: String(expiresIn),
    expires_on: String(expiresOn),
    ext_expires_in: String(expiresIn),
    not_before: String(notBefore),
    resource,
    token_type: 'Bearer',
  });
}

/** What the metadata service says against a request; Azure Arc follows the same rules. */
export function whyMetadataRefused({ headers, query }: Incoming, versions: ReadonlySet<string>): string | undefined {
  if (headers.metadata?.toString().toLowerCase() !== 'true') return 'Required metadata header not specified';
  if (headers['x-forwarded-for'] !== undefined) return 'Request contains a forbidden header: X-Forwarded-For';
  const version = query.get('api-version');
  if (version === null || !versions.has(version)) return 'Required query variable api-version is missing or not supported';
  if ((query.get('resource') ?? '') === '') return 'Required query variable resource is missing';
  return isSampleIdentity(query) ? undefined : 'Identity not found';
}
