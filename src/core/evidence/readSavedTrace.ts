import type { HeaderPair } from '../model/headers.ts';
import { type Purpose, purposes } from '../model/trace.ts';
import { type EvidenceCall, isHttpUrl, longestBody } from './evidenceCall.ts';
import { EvidenceError } from './evidenceError.ts';
import { asFields, asText, type Fields } from './jsonFields.ts';

/** One Send as `kvhttp send --json` printed it. */
export interface SavedTrace {
  readonly calls: readonly EvidenceCall[];
  /** Claims that the trace's token had; empty where it had none. */
  readonly claims: Fields;
  readonly findings: readonly unknown[];
  readonly outcome: Fields | undefined;
}

/** True for what `kvhttp send --json` prints, for one request or for all. */
export function isSavedTrace(value: unknown): boolean {
  const fields = asFields(value);
  if (fields === undefined) return false;
  if (Array.isArray(fields['runs'])) return fields['runs'].length > 0 && fields['runs'].every(run => isSavedTrace(run));
  return Array.isArray(fields['exchanges']) && Array.isArray(fields['events']);
}

/** The traces in it. Throws `EvidenceError` where an exchange has a wrong form. */
export function readSavedTraces(value: unknown): readonly SavedTrace[] {
  const fields = asFields(value) ?? {};
  if (Array.isArray(fields['runs'])) return fields['runs'].flatMap(run => readSavedTraces(run));
  const exchanges = Array.isArray(fields['exchanges']) ? fields['exchanges'] : [];
  return [
    {
      calls: exchanges.map((exchange, index) => readExchange(exchange, index)),
      claims: asFields(fields['token']) ?? {},
      findings: Array.isArray(fields['findings']) ? fields['findings'] : [],
      outcome: asFields(fields['outcome']),
    },
  ];
}

function readExchange(value: unknown, index: number): EvidenceCall {
  const fields = asFields(value);
  const method = asText(fields?.['method']);
  const url = asText(fields?.['url']);
  const purpose = purposes.find((known): known is Purpose => known === fields?.['purpose']);
  if (fields === undefined || method === undefined || url === undefined || !isHttpUrl(url) || purpose === undefined)
    throw new EvidenceError('KV_TRACE_SHAPE', `This is no saved trace: exchanges[${index}] has no method, URL and purpose.`);
  const failure = asFields(fields['failure']);
  return {
    method,
    url,
    requestHeaders: headersOf(fields['requestHeaders']),
    status: typeof fields['status'] === 'number' ? fields['status'] : null,
    responseHeaders: headersOf(fields['responseHeaders']),
    body: (asText(fields['body']) ?? '').slice(0, longestBody),
    startedAt: null,
    failure: failure === undefined ? null : `${asText(failure['code']) ?? ''}: ${asText(failure['message']) ?? ''}`,
    client: null,
    oddities: [],
    purpose,
  };
}

const headersOf = (value: unknown): readonly HeaderPair[] =>
  Object.entries(asFields(value) ?? {}).flatMap(([name, text]): readonly HeaderPair[] => (typeof text === 'string' ? [[name, text]] : []));
