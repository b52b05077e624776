import type { WireRequest } from '../model/wire.ts';
import { isAdfs } from './authorities.ts';
import type { TokenAsk } from './tokenAsk.ts';

/** URL of the token endpoint. ADFS has the v1 form alone and takes no tenant. */
export function tokenEndpoint(ask: TokenAsk): string {
  if (isAdfs(ask.tenant)) return `${ask.authority.toLowerCase().endsWith('/adfs') ? ask.authority : `${ask.authority}/adfs`}/oauth2/token`;
  const base = ask.tenant === null ? ask.authority : `${ask.authority}/${ask.tenant}`;
  // No `api-version=1.0` on v1: with it the audience comes back as `spn:…`, which Key Vault refuses.
  return ask.endpoint === 'v1' ? `${base}/oauth2/token` : `${base}/oauth2/v2.0/token`;
}

/** A client-credentials request (RFC 6749 section 4.4.2). `proof` is the secret or the assertion's fields. */
export function tokenRequest(ask: TokenAsk, clientId: string, proof: Readonly<Record<string, string>>): WireRequest {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId });
  const isV1 = ask.endpoint === 'v1' || isAdfs(ask.tenant);
  if (isV1) form.set('resource', ask.resource);
  else form.set('scope', ask.scope);
  const claims = isV1 ? null : sentClaims(ask);
  if (claims !== null) form.set('claims', claims);
  for (const [name, value] of Object.entries(proof)) form.set(name, value);
  return formRequest(tokenEndpoint(ask), Object.fromEntries(form));
}

/** A form that is posted to an OAuth endpoint. */
export function formRequest(url: string, form: Readonly<Record<string, string>>): WireRequest {
  return {
    method: 'POST',
    url,
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded;charset=utf-8'],
      ['Accept', 'application/json'],
    ],
    body: new TextEncoder().encode(new URLSearchParams(form).toString()),
  };
}

/** The claims of a challenge beside our own `xms_cc`; null where nothing is to be said. */
export function sentClaims(ask: TokenAsk): string | null {
  if (!ask.cae) return ask.claims;
  const asked = readObject(ask.claims);
  const accessToken = asked['access_token'];
  const inner = typeof accessToken === 'object' && accessToken !== null ? accessToken : {};
  return JSON.stringify({ ...asked, access_token: { ...inner, xms_cc: { values: ['cp1'] } } });
}

/** The JSON object in a text, or an empty one. */
function readObject(text: string | null): Readonly<Record<string, unknown>> {
  return text !== null && isClaimsJson(text) ? (JSON.parse(text) as Record<string, unknown>) : {};
}

/** Whether the claims of a challenge can be sent: a JSON object. */
export function isClaimsJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
