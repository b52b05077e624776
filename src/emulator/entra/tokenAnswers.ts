import { type Answer, jsonAnswer } from '../http/answer.ts';
import { mintToken, type TokenSubject } from '../token/mintToken.ts';
import { draftToken, type TokenDraft, usualLifetime } from '../token/tokenDraft.ts';
import type { EntraTrace } from './aadsts.ts';
import { askedContexts, type EndpointVersion } from './askedAudience.ts';
import type { EntraService } from './entraService.ts';

/** A successful token answer; `more` is added to it (refresh token, id token). */
export async function answerWithToken(
  subject: TokenSubject,
  audience: string,
  form: URLSearchParams,
  version: EndpointVersion,
  service: EntraService,
  trace: EntraTrace,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const now = Math.floor(trace.now / 1000);
  const fresh = { ...draftToken(audience, service.tenantId, trace.now), acrs: askedContexts(form) };
  const draft = service.run().scenario.token(fresh, now);
  const token = await mintToken(service.keys, subject, draft);
  const permission = subject.person === undefined ? {} : { scope: scopeSaid(audience, version) };
  const answer = version === 'v1' ? v1Answer(token, draft, audience, now) : v2Answer(token, draft, now);
  return jsonAnswer(200, { ...answer, ...permission, ...more });
}

/** A token that is out of its time on purpose is handed out as a good one: the vault's refusal is what shall be seen. */
function lifetimeSaid({ expiresAt, notBefore }: TokenDraft, now: number): number {
  return expiresAt > now && notBefore <= now ? expiresAt - now : usualLifetime;
}

const scopeSaid = (audience: string, version: EndpointVersion): string =>
  version === 'v1' ? 'user_impersonation' : `${audience}/user_impersonation ${audience}/.default`;

function v1Answer(token: string, draft: TokenDraft, resource: string, now: number): Record<string, unknown> {
  const expiresIn = lifetimeSaid(draft, now);
  return {
    token_type: 'Bearer',
    expires_in: String(expiresIn),
    ext_expires_in: String(expiresIn),
    expires_on: String(now + expiresIn),
    not_before: String(draft.notBefore),
    resource,
    access_token: token,
  };
}

function v2Answer(token: string, draft: TokenDraft, now: number): Record<string, unknown> {
  const expiresIn = lifetimeSaid(draft, now);
  return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token };
}
