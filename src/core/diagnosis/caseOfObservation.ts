import { parseChallenge } from '../auth/parseChallenge.ts';
import type { ChallengeFacts } from '../model/challenge.ts';
import type { TokenFacts } from '../model/tokenFacts.ts';
import { hostOfUrl } from '../token/hostOfUrl.ts';
import type { Call, Case, Service } from './case.ts';
import type { Observation } from './observation.ts';
import { readSignals } from './readSignals.ts';
import { serviceOf } from './serviceOf.ts';

const layerServices: Readonly<Record<NonNullable<Observation['layer']>, Service>> = {
  keyvault: 'vault',
  entra: 'entra',
  imds: 'identity',
  arm: 'arm',
  sdk: 'client',
  network: 'unknown',
};

/** `now` is epoch seconds, or null where the observation is old and the clock of today says nothing about it. */
export function caseOfObservation(seen: Observation, now: number | null): Case {
  const challenge = seen.www_authenticate === null ? null : parseChallenge([seen.www_authenticate]).bearer;
  const subject = callOfObservation(seen, challenge);
  return {
    source: 'observation',
    calls: callsOf(seen.sequence, subject),
    complete: seen.sequence !== null,
    subject,
    challenge,
    token: seen.token_claims === null ? null : tokenOfClaims(seen.token_claims),
    now,
    serverDate: null,
    blocked: null,
    environment: {},
  };
}

export const tokenOfClaims = (claims: TokenFacts['claims']): TokenFacts => ({
  header: {},
  claims,
  fingerprint: '',
  problems: [],
  source: 'unknown',
});

function callOfObservation(seen: Observation, challenge: ChallengeFacts | null): Call {
  const { method, url } = seen.request;
  const host = url === null ? null : (hostOfUrl(url) ?? null);
  const signals = readSignals(seen.error_message ?? '');
  return {
    exchange: null,
    service: serviceOfObservation(seen.layer, host, url),
    method,
    url,
    host,
    authorized: signals.codes.has('AKV10000') ? false : null,
    status: seen.http_status,
    headers: null,
    codes: new Set([...signals.codes, ...codesOf(seen.error_code)]),
    message: signals.message,
    isHtml: /^\s*(?:<!doctype html|<html)/i.test(seen.error_message ?? ''),
    challenge,
    failures: [],
    isBroken: false,
    remoteAddress: null,
  };
}

/** A code as given, and what stands inside it (`Forbidden/ForbiddenByRbac`). */
const codesOf = (code: string | null): readonly string[] => (code === null ? [] : [code, ...readSignals(code).codes]);

/** Who answered: the one who refused the token names himself by layer, whatever URL stands beside it. */
function serviceOfObservation(layer: Observation['layer'], host: string | null, url: string | null): Service {
  const path = /^[a-z]+:\/\/[^/]+([^?#]*)/i.exec(url ?? '')?.[1] ?? '';
  const byHost = host === null ? 'unknown' : serviceOf(host, path);
  const byLayer = layer === null ? 'unknown' : layerServices[layer];
  return byLayer === 'unknown' || byLayer === 'vault' || byLayer === 'client' ? (byHost === 'unknown' ? byLayer : byHost) : byLayer;
}

/** The steps as calls; the first one with the status that was seen is the call that was described. */
function callsOf(sequence: readonly string[] | null, subject: Call): readonly Call[] {
  if (sequence === null) return [subject];
  const main = sequence.indexOf(String(subject.status));
  return sequence.map((step, index) => {
    if (index === main) return subject;
    const [kind, result] = step.includes(':') ? step.split(':', 2) : ['', step];
    const status = /^\d{3}$/.test(result ?? '') ? Number(result) : null;
    const service: Service = kind === 'token' ? 'entra' : kind === 'imds' ? 'identity' : subject.service;
    return { ...subject, service, status, codes: new Set<string>(), message: '', challenge: null, authorized: null };
  });
}
