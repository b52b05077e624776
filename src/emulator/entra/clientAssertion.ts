import type { KeyObject } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose';
import type { Answer } from '../http/answer.ts';
import { federatedAudience, federatedIssuerOf, federatedSubject, type SampleApp } from '../sampleIdentity.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import type { EntraService } from './entraService.ts';

// @unverified The sentences, except for 700027 and 700024.

const advice =
  'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

interface Assertion {
  readonly text: string;
  readonly header: ProtectedHeaderParameters;
  readonly claims: JWTPayload;
}

/**
 * Why a client assertion (RFC 7523 section 2.2) does not prove that the caller is this app; undefined when it does.
 * One that the app has issued itself is signed with its certificate, any other is one of an outside issuer.
 */
export async function whyAssertionRefused(
  text: string,
  app: SampleApp,
  service: EntraService,
  trace: EntraTrace,
): Promise<Answer | undefined> {
  const assertion = readAssertion(text);
  if (assertion === undefined) return aadsts(50027, trace);
  const { iss, sub } = assertion.claims;
  const own = app.clientId === iss?.toLowerCase() || app.clientId === sub?.toLowerCase();
  return own ? refuseOwn(assertion, app, service, trace) : refuseFederated(assertion, app, service, trace);
}

function readAssertion(text: string): Assertion | undefined {
  try {
    return { text, header: decodeProtectedHeader(text), claims: decodeJwt(text) };
  } catch {
    // Whatever is wrong with its form, the answer is the same.
    return undefined;
  }
}

async function refuseOwn(assertion: Assertion, app: SampleApp, service: EntraService, trace: EntraTrace): Promise<Answer | undefined> {
  const { header, claims } = assertion;
  if (claims.iss?.toLowerCase() !== app.clientId || claims.sub?.toLowerCase() !== app.clientId) return aadsts(700021, trace);
  const s256 = header['x5t#S256'];
  const thumbprint = typeof s256 === 'string' ? s256 : (header.x5t ?? header.kid ?? '');
  const hex = Buffer.from(thumbprint, 'base64url').toString('hex').toUpperCase();
  const known = service.certificates.find(app.clientId, thumbprint);
  if (known === undefined) {
    const text = `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${hex}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${app.clientId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${app.clientId}'].`;
    return aadsts(700027, trace, { text });
  }
  if (!(await isSignedBy(assertion.text, known.publicKey))) {
    const text = `Client assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: '${hex}', Found key 'Start=${seconds(known.validFrom.getTime())}, End=${seconds(known.validTo.getTime())}'].`;
    return aadsts(700027, trace, { text });
  }
  if (!audiencesOf(claims).some(audience => isOwnEndpoint(audience, service))) return aadsts(700023, trace);
  return refuseTimes(claims, trace);
}

async function refuseFederated(
  assertion: Assertion,
  app: SampleApp,
  service: EntraService,
  trace: EntraTrace,
): Promise<Answer | undefined> {
  const { claims } = assertion;
  const facts = { issuer: claims.iss ?? '', subject: claims.sub ?? '', audience: audiencesOf(claims).join(', '), advice };
  // The first app alone has a federated identity credential.
  if (app !== service.apps[0]) return aadsts(70021, trace, facts);
  if (claims.iss !== federatedIssuerOf(service.authority)) return aadsts(700211, trace, facts);
  if (!audiencesOf(claims).includes(federatedAudience)) return aadsts(700212, trace, facts);
  if (claims.sub !== federatedSubject) return aadsts(700213, trace, facts);
  if (!(await isSignedBy(assertion.text, service.keys.publicKey))) {
    return aadsts(50013, trace, { reason: 'The provided signature value did not match the expected signature value.' });
  }
  return refuseTimes(claims, trace);
}

async function isSignedBy(text: string, key: KeyObject | CryptoKey): Promise<boolean> {
  try {
    await compactVerify(text, key, { algorithms: ['PS256', 'RS256'] });
    return true;
  } catch {
    // Another key, another algorithm, a changed text: no signature of this key.
    return false;
  }
}

function refuseTimes({ nbf, exp }: JWTPayload, trace: EntraTrace): Answer | undefined {
  // Entra ID grants five minutes of difference between the clocks.
  const allowance = 300_000;
  const from = (nbf ?? 0) * 1000;
  const until = (exp ?? 0) * 1000;
  if (from - allowance <= trace.now && trace.now < until + allowance) return undefined;
  return aadsts(700024, trace, { now: seconds(trace.now, 7), from: seconds(from, 7), until: seconds(until, 7) });
}

const audiencesOf = ({ aud }: JWTPayload): readonly string[] => (aud === undefined ? [] : [aud].flat());

/** The token endpoint of either version, or the tenant's issuer. */
function isOwnEndpoint(audience: string, { authority, tenantId }: EntraService): boolean {
  const base = `${authority}/${tenantId}`;
  return [`${base}/oauth2/token`, `${base}/oauth2/v2.0/token`, `${base}/v2.0`, base, `https://sts.windows.net/${tenantId}/`].includes(
    audience.replace(/\?.*$/s, ''),
  );
}

function seconds(ms: number, digits = 3): string {
  return new Date(Math.min(8.64e15, Math.max(-8.64e15, ms)))
    .toISOString()
    .replace(/(\.\d{3})Z$/, (_all, fraction: string) => `${fraction.padEnd(digits + 1, '0')}Z`);
}
