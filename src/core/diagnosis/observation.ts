import type { JsonObject } from '../model/tokenFacts.ts';

/** What a person knows of one failure; every field may be missing or null. Other fields are not read. */
export interface Observation {
  readonly layer: 'keyvault' | 'entra' | 'imds' | 'arm' | 'sdk' | 'network' | null;
  readonly http_status: number | null;
  readonly www_authenticate: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly request: { readonly method: string | null; readonly url: string | null };
  readonly token_claims: JsonObject | null;
  /** Steps in order: `401`, `token:200`, `imds:200`, `token:error`. */
  readonly sequence: readonly string[] | null;
}

const layers: ReadonlySet<unknown> = new Set(['keyvault', 'entra', 'imds', 'arm', 'sdk', 'network']);
const fields: readonly string[] = [
  'layer',
  'http_status',
  'www_authenticate',
  'error_code',
  'error_message',
  'request',
  'token_claims',
  'sequence',
];

/** Reads an observation out of parsed JSON, taking only what has the right form; undefined where nothing of it is one. */
export function readObservation(value: unknown): Observation | undefined {
  const json = asObject(value);
  if (json === undefined || !fields.some(field => field in json)) return undefined;
  const request = asObject(json['request']);
  const status = typeof json['http_status'] === 'string' ? Number(json['http_status']) : json['http_status'];
  return {
    layer: layers.has(json['layer']) ? (json['layer'] as Observation['layer']) : null,
    http_status: typeof status === 'number' && Number.isInteger(status) ? status : null,
    www_authenticate: text(json['www_authenticate']),
    error_code: text(json['error_code']),
    error_message: text(json['error_message']),
    request: { method: text(request?.['method']), url: text(request?.['url']) },
    token_claims: (asObject(json['token_claims']) as JsonObject | undefined) ?? null,
    sequence: Array.isArray(json['sequence']) ? json['sequence'].map(String) : null,
  };
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
