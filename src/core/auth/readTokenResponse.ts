import { Secret } from '../model/secret.ts';
import type { WireResponse } from '../model/wire.ts';

/** A token with the times that its endpoint gave; epoch seconds, null where unknown. */
export interface AccessToken {
  readonly token: Secret;
  readonly expiresAt: number | null;
  readonly refreshAt: number | null;
}

export type TokenReading =
  | { readonly kind: 'token'; readonly token: AccessToken; readonly refreshToken: Secret | null }
  /** `message` is one line and safe to show. */
  | {
      readonly kind: 'refused';
      readonly code: string | null;
      readonly suberror: string | null;
      readonly claims: string | null;
      readonly message: string;
    };

const secondsPerDay = 86_400;
/** Some identity endpoints write local times of their own; anything outside the years 2000 to 9999 is no date. */
const earliest = 946_684_800;
const latest = 253_402_300_799;

/** Reads the answer of a token endpoint, v1 (numbers as strings), v2, or of a managed-identity endpoint. `now` in epoch ms. */
export function readTokenResponse(response: WireResponse, now: number): TokenReading {
  const text = new TextDecoder().decode(response.body.bytes);
  const json = parseObject(text);
  if (json === undefined) return refused(response, null, `not JSON, but ${describeText(response, text)}`);
  const token = json['access_token'];
  if (response.status >= 200 && response.status < 300 && typeof token === 'string' && token !== '') {
    const type = textOf(json['token_type']);
    // RFC 6749 section 7.1: a token of a type that the client does not know is not used. Some imitations leave the type out.
    if (type !== null && !/^bearer$/i.test(type)) return refused(response, json, `a token of the type "${firstLine(type)}", not Bearer`);
    const refresh = textOf(json['refresh_token']);
    return {
      kind: 'token',
      token: { token: new Secret(token), expiresAt: expiryOf(json, now), refreshAt: laterOf(json['refresh_in'], now) },
      refreshToken: refresh === null ? null : new Secret(refresh),
    };
  }
  const code = textOf(json['error']);
  const description = textOf(json['error_description']) ?? textOf(json['Message']);
  const said = [code, description === null ? null : firstLine(description)].filter(part => part !== null).join(': ');
  return refused(response, json, said === '' ? 'no access_token and no error in it' : said);
}

function refused(response: WireResponse, json: Readonly<Record<string, unknown>> | null, said: string): TokenReading {
  const suberror = textOf(json?.['suberror']);
  const detail = suberror === null ? '' : ` (${suberror})`;
  return {
    kind: 'refused',
    code: textOf(json?.['error']),
    suberror,
    claims: textOf(json?.['claims']),
    message: `The token endpoint answered ${response.status}: ${said}${detail}`,
  };
}

/** `expires_on` counts where it is a time (it does not depend on our clock), else `expires_in`. */
function expiryOf(json: Readonly<Record<string, unknown>>, now: number): number | null {
  return readTime(json['expires_on']) ?? laterOf(json['expires_in'], now);
}

function readTime(value: unknown): number | null {
  const seconds = readNumber(value) ?? (typeof value === 'string' ? parseDate(value) : null);
  return seconds !== null && seconds >= earliest && seconds <= latest ? Math.floor(seconds) : null;
}

/** RFC 3339 and RFC 1123; a text without a zone is refused, because it could be anybody's local time. */
function parseDate(text: string): number | null {
  if (!/(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})$/i.test(text.trim())) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms / 1000;
}

function laterOf(value: unknown, now: number): number | null {
  const seconds = readNumber(value);
  return seconds === null || seconds < 0 || seconds > 366 * secondsPerDay ? null : Math.floor(now / 1000) + Math.floor(seconds);
}

function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : null;
}

function describeText(response: WireResponse, text: string): string {
  const title = /<title[^>]{0,100}>([^<]{0,200})</i.exec(text.slice(0, 20_000))?.[1]?.trim();
  if (title !== undefined && title !== '') return `a page with the title "${firstLine(title)}"`;
  const start = text.trimStart();
  if (start === '') return 'an empty body';
  return start.startsWith('<') ? 'a web page' : `${response.body.decodedBytes} bytes of something else`;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const firstLine = (text: string): string => (text.split(/[\r\n]/, 1)[0] ?? '').slice(0, 500);
