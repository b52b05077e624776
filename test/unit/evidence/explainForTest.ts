import * as zlib from 'node:zlib';
import type { EvidenceReport } from '../../../src/core/evidence/evidenceReport.ts';
import { explainEvidence } from '../../../src/core/evidence/explainEvidence.ts';
import { unpackWith } from '../../../src/core/evidence/unpackWith.ts';

/** The real doors, but for the clock and the hash. */
export const doors = { now: Date.parse('2026-03-04T10:00:00Z'), fingerprint: () => '0123456789ab', unpack: unpackWith(zlib) };

/** Explains a text or bytes as a file of this name. */
export function explain(input: string | Uint8Array, name: string | null = null): EvidenceReport {
  return explainEvidence(typeof input === 'string' ? new TextEncoder().encode(input) : input, name, doors);
}

/** A report in one line a run: verdict, exchanges, causes. */
export const runsOf = (report: EvidenceReport): readonly string[] =>
  (report.runs ?? []).map(run =>
    `${run.verdict} ${run.exchanges.join(',')} ${run.findings.map(finding => finding.cause).join(' ')}`.trim(),
  );
