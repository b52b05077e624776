import type { Verdict } from '../../core/model/finding.ts';
import type { Run } from '../../core/model/run.ts';
import type { FlowKind } from '../../core/model/trace.ts';
import { exchangesOf } from '../../core/timeline/foldTrace.ts';
import type { StoredRun } from '../send/runStore.ts';

/**
 * What is kept of a run after the window was closed. No header, body, query, token or claim, and no name of an object: of the address only
 * the host and the form of the path.
 */
export interface HistoryEntry {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly host: string;
  /** `/secrets/{name}/{version}` */
  readonly path: string;
  /** Name of a configured vault. */
  readonly vault: string | null;
  readonly flow: FlowKind;
  /** null where there was no answer. */
  readonly status: number | null;
  readonly verdict: Verdict;
  readonly calls: number;
  /** null where a call did not end. */
  readonly ms: number | null;
  /** Slugs of the findings. */
  readonly causes: readonly string[];
  /** Where the request stands, to send it again: URI of the file, and the request's name in it, empty where it has none. */
  readonly document: string;
  readonly key: string;
  /** The flow that was chosen in place of the file's. */
  readonly sentAs: FlowKind | null;
}

export function historyEntry({ run, document, key, flow }: StoredRun): HistoryEntry {
  const { trace, verdict, findings } = run;
  const { method, url, vault, flow: went } = trace.request;
  const exchanges = exchangesOf(trace);
  return {
    id: trace.id,
    at: trace.startedAt,
    method,
    ...placeOf(url),
    vault,
    flow: went,
    status: statusOf(run),
    verdict,
    calls: exchanges.length,
    ms: durationOf(run),
    causes: findings.map(finding => finding.cause),
    document,
    key: key.name ?? '',
    sentAs: flow,
  };
}

/** Names below which the service keeps something of the user's: they and what follows become words. */
const collections: ReadonlySet<string> = new Set([
  'secrets',
  'keys',
  'certificates',
  'deletedsecrets',
  'deletedkeys',
  'deletedcertificates',
  'storage',
  'deletedstorage',
]);
/** Path segments that are the service's own words. */
const operations: ReadonlySet<string> = new Set([
  ...collections,
  ...'versions backup restore recover encrypt decrypt sign verify wrapkey unwrapkey release rotate rotationpolicy pending completed policy contacts issuers create import merge sas regeneratekey attestation rng'.split(
    ' ',
  ),
]);

/** `https://v.vault.azure.net/secrets/db/1a2b?x` -> host and `/secrets/{name}/{version}`. What is no address has neither. */
export function placeOf(url: string): { readonly host: string; readonly path: string } {
  if (!URL.canParse(url)) return { host: '', path: '' };
  const { host, pathname } = new URL(url);
  return { host, path: pathForm(pathname) };
}

/** `/secrets/db/1a2b` -> `/secrets/{name}/{version}`. */
export function pathForm(pathname: string): string {
  const [first = '', ...rest] = pathname.split('/').filter(part => part !== '');
  if (first === '') return '/';
  if (!collections.has(first.toLowerCase())) return '/…';
  const words = rest.map((part, index) => (operations.has(part.toLowerCase()) ? part.toLowerCase() : index === 0 ? '{name}' : '{version}'));
  return `/${[first.toLowerCase(), ...words].join('/')}`;
}

function statusOf({ trace }: Run): number | null {
  const { outcome } = trace;
  const answer = outcome.kind === 'answered' ? exchangesOf(trace).find(exchange => exchange.id === outcome.exchange) : undefined;
  return answer?.outcome.kind === 'response' ? answer.outcome.response.status : null;
}

function durationOf({ trace }: Run): number | null {
  const exchanges = exchangesOf(trace);
  const ends = exchanges.flatMap(exchange => exchange.endedAt ?? []);
  if (exchanges.length === 0 || ends.length < exchanges.length) return null;
  return Math.round(Math.max(...ends) - Math.min(...exchanges.map(exchange => exchange.startedAt)));
}
