import { explainObservation } from '../diagnosis/explainObservation.ts';
import { type Observation, readObservation } from '../diagnosis/observation.ts';
import { exchangeId } from '../model/ids.ts';
import { redactorOf } from '../token/redactText.ts';
import { redactUrl } from '../token/redactTrace.ts';
import { EvidenceError } from './evidenceError.ts';
import type { EvidenceReport, ExplainedRun } from './evidenceReport.ts';
import { totalOf } from './explainRuns.ts';
import { nestingOf } from './jsonFields.ts';

const maxObservations = 5000;
const deepestLine = 50;

/** The observations of a JSON list; undefined for a value that is none, or that holds anything else. */
export function observationsOf(value: unknown): readonly Observation[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const seen = value.slice(0, maxObservations + 1).map(readObservation);
  return seen.every(each => each !== undefined) ? seen : undefined;
}

/** The values of JSON lines (one on each line, empty ones aside); undefined where a line is none. */
export function jsonLinesOf(text: string): readonly unknown[] | undefined {
  if (!/^\s*\{[^\n]*\}\s*\n/.test(text)) return undefined;
  const values: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (!line.trimStart().startsWith('{') || nestingOf(line) > deepestLine) return undefined;
    try {
      values.push(JSON.parse(line));
    } catch {
      // Not JSON: the text is read as prose.
      return undefined;
    }
  }
  return values;
}

/** Explains observations one by one: each is a run of its own, as one call of which its facts are known. Throws `EvidenceError` for too many. */
export function explainObservations(seen: readonly Observation[]): EvidenceReport {
  if (seen.length > maxObservations)
    throw new EvidenceError('KV_INPUT_TOO_LARGE', `The input holds more than ${maxObservations} observations.`);
  const runs = seen.map((each, index): ExplainedRun => {
    const { verdict, findings } = explainObservation(each) ?? { verdict: 'unknown', findings: [] };
    const at = exchangeId(index);
    return {
      verdict,
      findings: findings.map(finding => ({ ...finding, evidence: finding.evidence.map(item => ({ ...item, exchange: at })) })),
      exchanges: [index],
    };
  });
  const redact = redactorOf([]);
  return {
    kind: 'observation',
    ...totalOf(runs),
    runs,
    calls: seen.map(({ request, http_status }) => ({
      method: request.method ?? '',
      url: request.url === null ? '' : redactUrl(request.url, redact),
      status: http_status,
    })),
    handshake: null,
  };
}
