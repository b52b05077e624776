import { parseChallenge } from '../auth/parseChallenge.ts';
import type { TokenFacts } from '../model/tokenFacts.ts';
import { decodeToken } from '../token/decodeToken.ts';
import { findTokens } from '../token/findTokens.ts';
import { hostOfUrl } from '../token/hostOfUrl.ts';
import type { Call, Case, Service } from './case.ts';
import { readSignals } from './readSignals.ts';
import { serviceOf } from './serviceOf.ts';

const longestText = 256 * 1024;
const phrases: Readonly<Record<string, number>> = {
  unauthorized: 401,
  forbidden: 403,
  'not found': 404,
  conflict: 409,
  'too many requests': 429,
  'service unavailable': 503,
  'bad gateway': 502,
};
const statusPattern =
  /\b(?:status(?:[ _-]?code)?(?: does not indicate success)?|http(?:\/[\d.]+)?|response(?: status)?(?: code)?|error|code)\b['"]?\s{0,3}(?:is|was)?\s{0,3}[:=(]?\s{0,3}['"]?([45]\d\d)\b/gi;
const phrasePattern =
  /\b([45]\d\d)\s{0,3}[,:(-]?\s{0,3}(?:unauthorized|forbidden|not found|conflict|too many requests|service unavailable|bad gateway|bad request|internal server error|gateway time-?out|proxy authentication required)/gi;

/** A pasted error or log, of whatever client. The signals of the whole paste stand in one case: every rule finds its own. */
export function caseOfText(text: string, now: number | null): Case {
  const raw = text.slice(0, longestText);
  const cut = unescaped(raw);
  // JSON is read by its structure, which holds only while its escapes stand.
  const codes = new Set([...readSignals(raw).codes, ...(cut === raw ? [] : readSignals(cut).codes)]);
  const subject = callOfText(cut, codes);
  const tokens = findTokens(cut, { maxTokens: 20 });
  const last = tokens.at(-1);
  return {
    source: 'text',
    calls: [subject],
    complete: false,
    subject,
    challenge: subject.challenge,
    token: last === undefined ? null : readableToken(decodeToken(last.text, () => '', 'unknown')),
    now,
    serverDate: serverDateOf(cut),
    blocked: null,
    environment: {},
  };
}

/** Loggers and tools quote a service's message as a literal of their language: its line breaks and quotes are escaped. */
const unescaped = (text: string): string =>
  text
    .replace(/(?:\\r)?\\n/g, '\n')
    .replace(/\\(["'])/g, '$1')
    .replace(/\\u00([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const readableToken = (facts: TokenFacts): TokenFacts | null => (Object.keys(facts.claims).length === 0 ? null : facts);

function callOfText(text: string, codes: ReadonlySet<string>): Call {
  const url = deciding(text, codes);
  const host = url === null ? null : (hostOfUrl(url) ?? null);
  const path = /^[a-z]+:\/\/[^/]+([^?#]*)/i.exec(url ?? '')?.[1] ?? '';
  const line = /^[ \t>*"'-]*www-authenticate["']?\s*[:=]\s*["']?(bearer.*)$/im.exec(text.slice(0, longestText))?.[1];
  const named = host === null ? namedHost(text) : host;
  return {
    exchange: null,
    service: serviceOfText(text, codes, named, path),
    method: /\b(GET|PUT|POST|PATCH|DELETE)\s+https?:\/\//.exec(text)?.[1] ?? null,
    url,
    host: named,
    authorized: codes.has('AKV10000') ? false : /authorization["']?\s*[:=]\s*["']?(?:bearer|pop)\s/i.test(text) ? true : null,
    status: statusOf(text, codes),
    headers: null,
    codes,
    message: text,
    isHtml: false,
    challenge: line === undefined ? null : parseChallenge([line]).bearer,
    failures: [],
    isBroken: false,
    remoteAddress: null,
  };
}

/** The URL that the error is about: one whose service fits the codes, else the first of a known service. */
function deciding(text: string, codes: ReadonlySet<string>): string | null {
  const urls = (text.match(/https?:\/\/[^\s"'<>)\]]+/gi) ?? []).slice(0, 200).map(url => url.replace(/[.,;:]+$/, ''));
  const services = urls.map(url => serviceOf(hostOfUrl(url) ?? '', /^[a-z]+:\/\/[^/]+([^?#]*)/i.exec(url)?.[1] ?? ''));
  const wanted: Service | undefined = [...codes].some(code => code.startsWith('AADSTS')) ? 'entra' : undefined;
  const fit = services.indexOf(wanted ?? 'vault');
  // An audience or a bare resource URL is named in many messages and was not called.
  const called = urls.findIndex(
    (url, index) => services[index] !== 'unknown' && /^https?:\/\/[^/]+\/+./.test(url) && !/^https:\/\/sts\./.test(url),
  );
  const index = fit >= 0 ? fit : called;
  return index < 0 ? null : (urls[index] ?? null);
}

const namedHost = (text: string): string | null =>
  /\b([a-z0-9{}<>$-]{1,80}(?:\.privatelink)?\.(?:vault\.azure\.(?:net|cn)|vault\.usgovcloudapi\.net|managedhsm\.azure\.net|vaultcore\.azure\.net))\b/i
    .exec(text)?.[1]
    ?.toLowerCase() ??
  /\b(169\.254\.169\.254)\b/.exec(text)?.[1] ??
  null;

function serviceOfText(text: string, codes: ReadonlySet<string>, host: string | null, path: string): Service {
  if ([...codes].some(code => code.startsWith('AADSTS'))) return 'entra';
  if ([...codes].some(code => code.startsWith('AKV'))) return host?.includes('managedhsm') === true ? 'hsm' : 'vault';
  const byHost = host === null ? 'unknown' : serviceOf(host, path);
  if (byHost !== 'unknown') return byHost;
  if (
    /key ?vault|secretclient|keyclient|certificateclient/i.test(text) &&
    [...codes].some(code => /^(?:Forbidden|AccessDenied|Secret|Key|Certificate|Object|Throttled)/.test(code))
  )
    return 'vault';
  return 'client';
}

/** One status, or null where the paste names several: then only codes decide. */
function statusOf(text: string, codes: ReadonlySet<string>): number | null {
  const found = new Set<number>();
  for (const pattern of [statusPattern, phrasePattern]) for (const match of text.matchAll(pattern)) found.add(Number(match[1]));
  if (found.size === 1) return [...found][0] ?? null;
  if (found.size > 1) return null;
  const word = /\((unauthorized|forbidden|conflict|not found|too many requests|service unavailable|bad gateway)\)/i
    .exec(text)?.[1]
    ?.toLowerCase();
  if (word !== undefined) return phrases[word] ?? null;
  return [...codes].some(code => /^AKV10/.test(code)) ? 401 : null;
}

function serverDateOf(text: string): number | null {
  const value = /^[ \t>*"'-]*date["']?\s*:\s*["']?(\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT)/im.exec(text)?.[1];
  const ms = Date.parse(value ?? '');
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}
